/** How the conversation stands, in words: who answers, and whether we have contact. */

import { text } from "/static/design/texts.js";

const WORDS = {
  bot: text("chat-with-bot"),
  waiting: text("chat-waiting"),
  person: text("chat-with-person"),
  closed: text("chat-closed"),
};

export class Standing {
  #standing = document.getElementById("standing");
  #line = document.getElementById("connection");
  #person = document.getElementById("person");
  #isDown = false;
  #told = "";
  state = "bot";

  show(state) {
    this.state = state;
    this.#standing.dataset.state = state;
    this.#standing.textContent = WORDS[state];
    // Who waits for a person, or talks to one, does not need to ask for one.
    this.#person.hidden = state === "waiting" || state === "person";
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
