/** A short word of what was done, kept over to the next page. */

const KEY = "lotsen.told";

export function tellNext(words) {
  sessionStorage.setItem(KEY, words);
}

export function tell(words, { isProblem = false } = {}) {
  const told = document.getElementById("told");
  told.classList.toggle("note--good", !isProblem);
  told.classList.toggle("note--problem", isProblem);
  told.hidden = false;
  // Screen readers read what comes into a region that is already there.
  setTimeout(() => (told.textContent = words), 50);
}

/** Shows what the page before has left, if anything. */
export function tellWhatWasLeft() {
  const words = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (words) tell(words);
}
