/** Who answers for what: the lines, and where a question would go. */

import { element } from "/static/design/dom.js";
import { ask } from "/static/design/staff.js";
import { tell, tellNext } from "/static/design/told.js";
import { fieldsOf } from "./forms.js";

const tried = document.getElementById("tried");

async function change(form, button) {
  button?.setAttribute("disabled", "");
  try {
    const based = Number(form.dataset.basedOn);
    await ask("/api/admin/paths/lines", { based_on: based, ...fieldsOf(form, button) });
    tellNext(form.dataset.told);
    location.reload();
  } catch (problem) {
    tell(problem.message, { isProblem: true });
    document.getElementById("main").focus();
  } finally {
    button?.removeAttribute("disabled");
  }
}

async function tryQuestion(form) {
  try {
    const { facts } = await ask("/api/admin/paths/try", fieldsOf(form));
    const rows = facts.map(([name, value]) =>
      element("div", {}, element("dt", {}, name), element("dd", {}, value)),
    );
    tried.replaceChildren(element("dl", { class: "paths__tried" }, rows));
  } catch (problem) {
    tried.replaceChildren(element("p", { class: "note note--problem" }, problem.message));
  }
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.id === "try") tryQuestion(event.target);
  else change(event.target, event.submitter);
});
