/** The links above the queue: its parts and functions, each with how many there are. */

import { element } from "/static/design/dom.js";

const ALWAYS = new Set(["all", "mine", "nobodys", "unanswered"]);
const PRESSING = new Set(["late_soon", "mentioned", "consulted"]);
const part = (id) => document.getElementById(id);

export function showFilters({ counts, functions, total }) {
  for (const link of part("parts").querySelectorAll("[data-part]")) showPart(link, counts);
  showFunctions(functions);
  showPages(total);
}

/** What is empty only takes room, but for where one is. */
function showPart(link, counts) {
  const count = counts[link.dataset.part];
  const badge = link.querySelector("[data-count]");
  badge.textContent = count;
  badge.classList.toggle("badge--caution", PRESSING.has(link.dataset.part) && count > 0);
  const isHere = link.hasAttribute("aria-current") || link === document.activeElement;
  link.parentElement.hidden = !count && !ALWAYS.has(link.dataset.part) && !isHere;
}

/** Only for who has several to choose between. */
function showFunctions(functions) {
  const list = part("functions");
  const { function: chosen, part: shown } = list.dataset;
  part("functions-nav").hidden = functions.length < 2 && !chosen;
  const all = functions.reduce((sum, one) => sum + one.count, 0);
  const links = [{ id: "", name: "Alla funktioner", count: all }, ...functions];
  const focused = list.contains(document.activeElement) && document.activeElement.dataset.id;
  list.replaceChildren(...links.map((one) => drawLink(one, shown, one.id === chosen)));
  if (focused !== false) list.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
}

function drawLink({ id, name, count }, shown, isChosen) {
  const address = new URLSearchParams({ show: shown, ...(id && { function: id }) });
  const attributes = { class: "tab", href: `/desk?${address}`, "data-id": id };
  if (isChosen) attributes["aria-current"] = "page";
  const badge = element("span", { class: "badge" }, String(count));
  return element("li", {}, element("a", attributes, name, " ", badge));
}

function showPages(total) {
  const { size, page } = part("pages").dataset;
  part("next").hidden = total <= size * page;
  part("pages").hidden = total <= size && page === "1";
}
