/** Where one writes: it grows with the text, and sends by key or button. */

import { text as words } from "../texts.js";

export class Composer {
  #form;
  #field;
  #problem;

  /** isSend(event): whether a key sends. send(text): what to do with it. */
  constructor(form, { isSend, send }) {
    this.#form = form;
    this.#field = form.querySelector("textarea");
    this.#problem = form.querySelector("[data-problem]");
    this.#field.addEventListener("input", () => this.#changed());
    this.#field.addEventListener("keydown", (event) => {
      // Enter also ends a word that is being put together, in Chinese for one.
      if (event.key !== "Enter" || event.isComposing || !isSend(event)) return;
      event.preventDefault();
      form.requestSubmit();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(send);
    });
  }

  get text() {
    return this.#field.value.trim();
  }

  focus() {
    this.#field.focus();
  }

  /** Adds words after what is written, for its writer to change. */
  insert(words) {
    const { text } = this;
    this.#field.value = text ? `${text}\n\n${words}` : words;
    this.#field.dispatchEvent(new Event("input", { bubbles: true }));
    this.focus();
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
  }

  #submit(send) {
    const { text } = this;
    const longest = Number(this.#form.dataset.longest);
    if (text.length > longest) {
      this.#tell(words("chat-too-long", { longest, length: text.length }));
    } else if (text) {
      this.#field.value = "";
      this.#changed();
      send(text);
    }
    this.focus();
  }

  #changed() {
    this.#tell("");
    this.#field.style.blockSize = "auto";
    // Its border is not part of what it holds.
    const border = this.#field.offsetHeight - this.#field.clientHeight;
    this.#field.style.blockSize = `${this.#field.scrollHeight + border}px`;
  }

  #tell(words) {
    this.#problem.textContent = words;
    this.#problem.hidden = !words;
    this.#field.toggleAttribute("aria-invalid", false);
    if (words) this.#field.setAttribute("aria-invalid", "true");
  }
}
