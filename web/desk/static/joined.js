/** Enquiries of the same association that go on in this one: what is said in each, to be read
 * beside it, and making another one such. */

import { call } from "/static/design/api.js";
import { drawMessage } from "/static/design/conversation/message.js";
import { element } from "/static/design/dom.js";
import { ask } from "/static/design/staff.js";

const part = (id) => document.getElementById(id);
const inWords = new Intl.ListFormat("sv-SE");

export class Joined {
  #url;
  #reader;
  #tell;
  #shown = "";
  #asked = null; // the number that is about to be joined

  /** reader: as drawMessage has it. tell(words): what went wrong. */
  constructor(url, reader, tell) {
    this.#url = url;
    this.#reader = reader;
    this.#tell = tell;
    part("join").addEventListener("close", () => {
      if (part("join").returnValue === "join") this.#join();
    });
  }

  /** Asks before it is done: it cannot be undone. */
  offer(number) {
    this.#asked = number;
    part("join").returnValue = "";
    part("join-number").textContent = number;
    part("join").showModal();
  }

  show(numbers) {
    const now = numbers.join(" ");
    if (now === this.#shown) return;
    this.#shown = now;
    part("joined").hidden = part("also-to").hidden = !numbers.length;
    part("also-to").textContent = numbers.length
      ? `Svaret går också till ${inWords.format(numbers)}.`
      : "";
    part("joined-ones").replaceChildren(...numbers.map((number) => this.#draw(number)));
    if (numbers.includes(this.#asked)) part(`joined-${this.#asked}`).focus();
    this.#asked = null;
  }

  async #join() {
    try {
      this.#tell("");
      await ask(`${this.#url}/join`, { other: this.#asked });
    } catch (problem) {
      this.#tell(problem.message);
    }
  }

  /** What is said in it is fetched, and entered as read, when it is opened. */
  #draw(number) {
    const list = element("ol", { class: "plain messages messages--agents", role: "list" });
    const summary = element("summary", { id: `joined-${number}` }, `Fråga ${number}`);
    const all = element("details", { class: "more act" }, summary, list);
    all.addEventListener("toggle", () => all.open && this.#fill(list, number));
    all.open = matchMedia("(min-width: 60rem)").matches;
    return all;
  }

  async #fill(list, number) {
    const url = `/api/desk/enquiries/${encodeURIComponent(number)}`;
    try {
      const { messages, files } = await call("GET", url);
      const fileLink = (id) => `${url}/files/${id}`;
      const reader = { ...this.#reader, fileStates: files, fileLink };
      list.replaceChildren(...messages.map((message) => drawMessage(message, reader)));
    } catch (problem) {
      this.#tell(problem.message);
    }
  }
}
