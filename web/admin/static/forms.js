/** Forms that do one thing: their fields go to the server as JSON, and then the page is shown as it
 * has become, with a word of what was done: the server's, where it has one. */

import { ask } from "/static/design/staff.js";
import { tell, tellNext } from "/static/design/told.js";

async function act(form, button) {
  button?.setAttribute("disabled", "");
  try {
    const answer = await ask(form.dataset.act, fieldsOf(form, button));
    tellNext(answer.told ?? form.dataset.told);
    location.assign((form.dataset.next ?? location.href).replace("{id}", answer.id ?? ""));
  } catch (problem) {
    tell(problem.message, { isProblem: true });
    document.getElementById("main").focus();
  } finally {
    button?.removeAttribute("disabled");
  }
}

/** What is left empty is null. */
export function fieldsOf(form, button) {
  const fields = [...new FormData(form, button?.name ? button : null)];
  return Object.fromEntries(fields.map(([name, value]) => [name, value.trim() || null]));
}

export function actOnForms() {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-act]")) return;
    event.preventDefault();
    act(event.target, event.submitter);
  });
}
