/** How the conversation stands, in words: who answers, and whether we have contact. */

import { text } from "/static/design/texts.js";

const WORDS = {
  bot: text("chat-with-bot"),
  waiting: text("chat-waiting"),
  person: text("chat-with-person"),
  closed: text("chat-closed"),
};

/** `Frågan väntar hos Fritidsbokningen`, then `Bo har frågan`. */
function withWhom({ function: owner }, person) {
  return person ? text("chat-has-it", { name: person }) : text("chat-waits-with", { function: owner });
}

export class Standing {
  #standing = document.getElementById("standing");
  #line = document.getElementById("connection");
  #person = document.getElementById("person");
  #withWhom = document.getElementById("with-whom");
  #isDown = false;
  #told = "";
  state = "bot";

  /** enquiry: the open one, if any; person: the name of who has taken it. */
  show(state, enquiry = null, person = null) {
    this.state = state;
    this.#standing.dataset.state = state;
    this.#standing.textContent = WORDS[state];
    // Who waits for a person, or talks to one, need not ask for one but wants to know whom.
    const isAsked = state === "waiting" || state === "person";
    this.#person.hidden = isAsked;
    this.#withWhom.hidden = !isAsked;
    this.#withWhom.textContent = isAsked && enquiry ? withWhom(enquiry, person) : "";
  }

  connected(isConnected) {
    this.#isDown = !isConnected;
    this.#showLine();
  }

  /** Says what has happened to the conversation, until something else has. */
  tell(words) {
    this.#told = words;
    this.#showLine();
  }

  #showLine() {
    const words = this.#isDown ? text("chat-reconnecting") : this.#told;
    // Setting the same words again could have them read aloud again.
    if (this.#line.textContent !== words) this.#line.textContent = words;
  }
}
