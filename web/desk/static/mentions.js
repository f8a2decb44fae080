/** Completes a colleague's name after @ in a text field: the arrow keys choose, Enter or Tab takes
 * it, Escape leaves it. The field stays a text field, since one of several lines can be no
 * combobox; what is chosen is its active descendant, as in one. */

import { element } from "/static/design/dom.js";

const WRITTEN = /(?:^|\s)@([^@\n]{0,40})$/;
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

export class Mentions {
  #field;
  #list;
  #count;
  #people;
  #names = null; // while one of them is being written
  #chosen = 0;

  /** people(): the names that can be written. count: where it is said how many fit. */
  constructor(field, list, count, people) {
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    this.#field = field;
    this.#list = list;
    this.#count = count;
    this.#people = people;
    field.addEventListener("input", () => this.#look());
    field.addEventListener("click", () => this.#look());
    field.addEventListener("blur", () => this.#show([]));
    field.addEventListener("keydown", (event) => this.#press(event));
  }

  async #look() {
    const written = this.#written();
    if (written === null) {
      this.#names = null;
      return this.#show([]);
    }
    try {
      this.#names ??= await this.#people();
    } catch {
      return; // nothing of it is needed to write
    }
    const now = this.#written()?.toLowerCase(); // meanwhile more may have been written
    const fits = (name) => ` ${name.toLowerCase()}`.includes(` ${now}`);
    this.#show(now === undefined ? [] : (this.#names ?? []).filter(fits));
  }

  /** What stands between the @ and the cursor; null where there is none. */
  #written() {
    const before = this.#field.value.slice(0, this.#field.selectionStart);
    return before.match(WRITTEN)?.[1] ?? null;
  }

  #show(names) {
    this.#chosen = 0;
    this.#list.replaceChildren(...names.map((name, index) => this.#draw(name, index)));
    this.#list.hidden = !names.length;
    const words = names.length === 1 ? "1 namn" : `${names.length} namn`;
    this.#count.textContent = names.length ? `${words}. Välj med piltangenterna.` : "";
    this.#mark();
  }

  #draw(name, index) {
    const take = (event) => {
      event.preventDefault(); // the field keeps the focus
      this.#take(name);
    };
    const attributes = { class: "options__one", id: `${this.#list.id}-${index}`, role: "option" };
    return element("li", { ...attributes, onpointerdown: take }, name);
  }

  #mark() {
    const options = [...this.#list.children];
    options.forEach((option, at) => option.setAttribute("aria-selected", at === this.#chosen));
    const chosen = options[this.#chosen];
    if (!chosen) return this.#field.removeAttribute("aria-activedescendant");
    this.#field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  #press(event) {
    const count = this.#list.children.length;
    if (!count || event.isComposing) return;
    if (event.key in STEPS) {
      this.#chosen = (this.#chosen + STEPS[event.key] + count) % count;
      this.#mark();
    } else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) {
      this.#take(this.#list.children[this.#chosen].textContent);
    } else if (event.key === "Escape") {
      this.#show([]);
    } else return;
    event.preventDefault();
  }

  #take(name) {
    const end = this.#field.selectionStart;
    this.#field.setRangeText(`${name} `, end - this.#written().length, end, "end");
    this.#show([]);
  }
}
