/** A function of the contact paths: checked while one writes, saved when nothing ends nowhere. */

import { element } from "/static/design/dom.js";
import { ask } from "/static/design/staff.js";
import { tellNext } from "/static/design/told.js";
import { fieldsOf } from "./forms.js";

const QUIET = 400; // ms without a keystroke
const form = document.getElementById("function");
const problem = document.getElementById("problem");
const holes = document.getElementById("holes");
let timer = 0;
let isChanged = false;

function given() {
  return { based_on: Number(form.dataset.basedOn), fields: fieldsOf(form) };
}

function showHoles(found) {
  holes.hidden = found.length === 0;
  const items = found.map((one) => element("li", {}, one));
  document.getElementById("holes-list").replaceChildren(...items);
  document.getElementById("holes-told").textContent = found.join(" ");
}

async function check() {
  try {
    showHoles((await ask("/api/admin/paths/check", given())).holes);
    problem.hidden = true;
  } catch (wrong) {
    showProblem(wrong);
  }
}

function showProblem(wrong) {
  problem.textContent = wrong.message;
  problem.hidden = false;
}

async function act(url, words, next) {
  try {
    const { id } = await ask(url, given());
    isChanged = false;
    tellNext(words);
    location.assign(next ?? `/admin/paths/${id}`);
  } catch (wrong) {
    showProblem(wrong);
    problem.focus();
  }
}

form.addEventListener("input", () => {
  isChanged = true;
  clearTimeout(timer);
  timer = setTimeout(check, QUIET);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  act("/api/admin/paths/functions", "Funktionen är sparad. Den gäller från och med nu.");
});
document.getElementById("remove")?.addEventListener("click", () => {
  const { id } = form.elements;
  act(`/api/admin/paths/functions/${id.value}/remove`, "Funktionen är borttagen.", "/admin/paths");
});
window.addEventListener("beforeunload", (event) => isChanged && event.preventDefault());
