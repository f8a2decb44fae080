/** The dialog in which the visitor gives an address for answers, sees how it stands, or takes it
 * away. */

import { Problem, call } from "/static/design/api.js";
import { text } from "/static/design/texts.js";

const STANDINGS = {
  first: "chat-mail-first",
  none: "chat-mail-none",
  waiting: "chat-mail-waiting",
  confirmed: "chat-mail-confirmed",
  removed: "chat-mail-removed",
};

export class Mail {
  #dialog;
  #conversation;
  #form;
  #field;
  #standing;
  #problem;
  #remove;

  /** dialog: the element, which the page has only where mail is sent. */
  constructor(dialog, conversation) {
    this.#dialog = dialog;
    this.#conversation = conversation;
    this.#form = dialog.querySelector("form");
    this.#field = this.#form.elements.address;
    [this.#standing, this.#problem, this.#remove] = ["standing", "problem", "remove"].map((part) =>
      dialog.querySelector(`[data-${part}]`),
    );
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.#remove.addEventListener("click", () => {
      this.#tell("");
      this.#ask("DELETE");
    });
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  }

  /** why: what it is opened for, when that could not be done without an address. */
  open(why = "") {
    this.#tell(why);
    this.#standing.textContent = "";
    this.#remove.hidden = true;
    this.#dialog.showModal();
    if (this.#conversation.id) this.#ask("GET");
    else this.#show({ state: "first" });
  }

  #submit(event) {
    event.preventDefault();
    this.#tell("");
    this.#ask("POST", { address: this.#field.value });
  }

  async #ask(method, body) {
    const { url, headers } = this.#conversation;
    this.#form.ariaBusy = "true";
    try {
      const now = await call(method, `${url}/address`, body, headers);
      this.#show(method === "DELETE" ? { state: "removed" } : now);
      if (method === "POST") this.#field.value = "";
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.#tell(problem.message);
      this.#field.focus();
    } finally {
      this.#form.ariaBusy = null;
    }
  }

  #show({ state, address }) {
    this.#standing.textContent = text(STANDINGS[state], { address });
    this.#remove.hidden = state !== "waiting" && state !== "confirmed";
    this.#form.querySelector("[data-given]").hidden = state === "first";
    // The button that was pressed may be gone.
    if (!this.#dialog.contains(document.activeElement) || document.activeElement.hidden)
      this.#field.focus();
  }

  #tell(problem) {
    this.#problem.textContent = problem;
    this.#problem.hidden = !problem;
    this.#field.ariaInvalid = problem ? "true" : null;
  }
}
