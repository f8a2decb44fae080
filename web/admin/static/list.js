/** Finds articles in the list by words: those that hold every word given. */

const [search, found, none] = ["search", "found", "none"].map((id) => document.getElementById(id));
const rows = [...document.querySelectorAll("#articles > tr")].map((row) => ({
  row,
  text: row.textContent.toLowerCase(),
}));

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { row, text } of rows) {
    row.hidden = !words.every((word) => text.includes(word));
    count += row.hidden ? 0 : 1;
  }
  found.textContent = count === 1 ? "1 artikel" : `${count} artiklar`;
  none.hidden = count > 0;
}

search.addEventListener("input", filter);
filter(); // the browser may have kept the words through a reload
