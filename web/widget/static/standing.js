/** How the conversation stands, in words: who answers, and whether we have contact. */

import { text } from "/static/design/texts.js";

const WORDS = {
  bot: text("chat-with-bot"),
  waiting: text("chat-waiting"),
  closed: text("chat-closed"),
};

export class Standing {
  #standing = document.getElementById("standing");
  #line = document.getElementById("connection");
  #ask = document.getElementById("person");
  #asked = document.getElementById("my-question");
  #isDown = false;
  #told = "";
  state = "bot";

  /** person: the name of who has taken the question, if someone has. */
  show(state, person = null) {
    this.state = state;
    this.#standing.dataset.state = state;
    this.#standing.textContent = WORDS[state] ?? withWhom(person);
    // Who waits for a person, or talks to one, need not ask for one but to see how that stands.
    const isAsked = state === "waiting" || state === "person";
    inPlaceOf(...(isAsked ? [this.#ask, this.#asked] : [this.#asked, this.#ask]));
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

function withWhom(person) {
  return person ? text("chat-with", { name: person }) : text("chat-with-person");
}

/** Of two buttons in one place the other is shown; the focus stays in the place. */
function inPlaceOf(gone, here) {
  const hadFocus = document.activeElement === gone;
  here.hidden = false;
  if (hadFocus) here.focus();
  gone.hidden = true;
}
