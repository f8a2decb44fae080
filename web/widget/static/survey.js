/** One question when a person has closed the question: did it help? */

import { post } from "/static/design/api.js";
import { text } from "/static/design/texts.js";

export class Survey {
  #panel = document.getElementById("survey");
  #number = null;

  /** conversation: its url and headers. tell(words): says how it went. */
  constructor(conversation, { tell }) {
    for (const button of this.#panel.querySelectorAll("button")) {
      button.addEventListener("click", () => this.#answer(conversation, button.value, tell));
    }
  }

  /** number: of the enquiry that is asked about, if any is. */
  show(number) {
    this.#number = number;
    this.#panel.hidden = !number;
  }

  async #answer({ url, headers }, answer, tell) {
    try {
      await post(`${url}/survey`, { number: this.#number, answer }, headers);
      // The button pressed goes away; who uses keys goes on where one writes.
      document.getElementById("text").focus();
      this.show(null);
      tell(text("chat-survey-thanks"));
    } catch (problem) {
      tell(problem.message);
    }
  }
}
