/** What is wrong with a form, said in one place and marked at each field. */

import { element } from "/static/design/dom.js";

export class Problems {
  #form;
  #box = document.getElementById("problems");
  #list = document.getElementById("problems-list");

  constructor(form) {
    this.#form = form;
  }

  /** Whether all fields are as they must be; if not, says which are not. The rules are the
   * attributes of the fields, and what to do is in their data-problem. */
  check() {
    const wrong = [...this.#form.elements].filter(
      (field) => field.willValidate && !field.checkValidity(),
    );
    for (const field of this.#form.elements) field.removeAttribute("aria-invalid");
    for (const field of wrong) field.setAttribute("aria-invalid", "true");
    this.#show(wrong.map((field) => element("a", { href: `#${field.id}` }, field.dataset.problem)));
    return wrong.length === 0;
  }

  tell(words) {
    this.#show([words]);
  }

  #show(problems) {
    this.#list.replaceChildren(...problems.map((problem) => element("li", {}, problem)));
    this.#box.hidden = problems.length === 0;
    if (problems.length) this.#box.focus();
  }
}
