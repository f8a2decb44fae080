/** The question that a person has or will have: how it stands, and what one can do about it. It
 * opens where the button for a person was. */

import { post } from "/static/design/api.js";
import { ways } from "/static/design/conversation/contact.js";
import { soon } from "/static/design/dates.js";
import { text } from "/static/design/texts.js";

export class Question {
  #dialog = document.getElementById("question");
  #withdrawing = document.getElementById("withdraw");
  #place = document.getElementById("place");
  #enquiry = null;

  /** conversation: its url and headers. tell(words): says what went wrong. byMail(): opens the
   * dialog for an address, where mail is sent. */
  constructor(conversation, { tell, byMail }) {
    document.getElementById("my-question").addEventListener("click", () => this.#dialog.showModal());
    this.#onPress("[data-by-mail]", byMail);
    this.#onPress("[data-withdraw]", () => {
      this.#withdrawing.returnValue = "";
      this.#withdrawing.showModal();
    });
    this.#withdrawing.addEventListener("close", () => {
      if (this.#withdrawing.returnValue === "yes") this.#withdraw(conversation, tell);
    });
  }

  /** enquiry: the open one, if any; person: the name of who has taken it. */
  show(enquiry, person) {
    this.#enquiry = enquiry ?? null;
    const inQueue = enquiry && !person ? placeOf(enquiry) : "";
    // Setting the same words again could have them read aloud again.
    if (this.#place.textContent !== inQueue) this.#place.textContent = inQueue;
    this.#place.hidden = !inQueue;
    if (enquiry) this.#fill(enquiry, person, inQueue);
    else this.#dialog.close();
  }

  #fill({ number, function: owner, answer_by: by, contact }, person, inQueue) {
    const part = (name) => this.#dialog.querySelector(`[data-${name}]`);
    part("number").textContent = number;
    part("whom").textContent = person
      ? text("chat-has-it", { name: person })
      : text("chat-waits-with", { function: owner });
    part("place").textContent = inQueue || whenAnswered(by);
    part("ways").hidden = !(contact.phone || contact.email || contact.visiting_address);
    part("lines").replaceChildren(...ways(contact).filter(Boolean));
  }

  /** What is pressed in the dialog closes it first, so that the focus goes back to its button. */
  #onPress(button, act) {
    this.#dialog.querySelector(button)?.addEventListener("click", () => {
      this.#dialog.close();
      act();
    });
  }

  async #withdraw({ url, headers }, tell) {
    const { number } = this.#enquiry ?? {};
    if (!number) return;
    await post(`${url}/withdraw`, { number }, headers).catch(({ message }) => tell(message));
  }
}

function placeOf({ ahead, answer_by: by }) {
  const before = ahead ? text("chat-ahead", { ahead: String(ahead) }) : text("chat-next");
  return `${before} ${whenAnswered(by)}`;
}

function whenAnswered(by) {
  return new Date(by) < new Date() ? text("chat-late") : text("chat-answer-by", { moment: soon(by) });
}
