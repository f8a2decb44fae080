/** How the conversation stands, in words: who answers, and whether we have contact. */

const WORDS = {
  bot: "Boten svarar",
  waiting: "Väntar på en handläggare",
  person: "Du pratar med en människa",
  closed: "Avslutad. Skriv för att börja igen.",
};
const ANEW = "Ansluter igen…";

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
    const words = this.#isDown ? ANEW : this.#told;
    // Setting the same words again could have them read aloud again.
    if (this.#line.textContent !== words) this.#line.textContent = words;
  }
}
