/** The question that waits for a person: its place, and the way to take it back. */

import { post } from "/static/design/api.js";
import { moment } from "/static/design/dates.js";
import { text } from "/static/design/texts.js";

export class Waiting {
  #panel = document.getElementById("waiting");
  #place = document.getElementById("waiting-place");
  #problem = document.getElementById("waiting-problem");
  #dialog = document.getElementById("withdraw");
  #enquiry = null;

  /** conversation(): its url and headers. */
  constructor(conversation) {
    document.getElementById("withdraw-ask").addEventListener("click", () => {
      this.#dialog.returnValue = "";
      this.#dialog.showModal();
    });
    this.#dialog.addEventListener("close", () => {
      if (this.#dialog.returnValue === "yes") this.#withdraw(conversation);
    });
  }

  show(enquiry) {
    this.#enquiry = enquiry ?? null;
    this.#panel.hidden = !enquiry;
    const words = enquiry ? inWords(enquiry) : "";
    if (this.#place.textContent !== words) this.#place.textContent = words;
  }

  async #withdraw({ url, headers }) {
    const { number } = this.#enquiry ?? {};
    if (!number) return;
    this.#problem.textContent = "";
    try {
      await post(`${url}/withdraw`, { number }, headers);
    } catch (problem) {
      this.#problem.textContent = problem.message;
    }
  }
}

function inWords({ number, ahead, answer_by: by }) {
  const given = { number, ahead: String(ahead), moment: moment(by) };
  if (ahead === null) return text("chat-taken", given);
  return ahead ? text("chat-ahead", given) : text("chat-next", given);
}
