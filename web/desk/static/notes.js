/** What colleagues write to each other about an enquiry. */

import { newId } from "/static/design/conversation/id.js";
import { stamp } from "/static/design/dates.js";
import { element } from "/static/design/dom.js";
import { ask } from "/static/design/staff.js";
import { call } from "/static/design/api.js";
import { Mentions } from "./mentions.js";

const inWords = new Intl.ListFormat("sv-SE");
const part = (id) => document.getElementById(id);

export class Notes {
  #url;
  #shown = "";
  #isNamed = false; // in a note that its reader has not had before them
  #id = newId(); // stays until it is stored, so that a second try is the same note

  constructor(url) {
    this.#url = url;
    const [field, names, count] = ["note-text", "note-names", "note-names-count"].map(part);
    new Mentions(field, names, count, () => call("GET", `${url}/people`));
    document.addEventListener("visibilitychange", () => this.#notice());
    part("note-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  get isUnsaved() {
    return Boolean(part("note-text").value.trim());
  }

  show(notes, { mayWrite, mine, isNamed }) {
    this.#isNamed = isNamed;
    this.#notice();
    part("note-form").hidden = !mayWrite;
    part("consult").hidden = !mine;
    const now = JSON.stringify(notes);
    if (now === this.#shown) return;
    this.#shown = now;
    part("notes").replaceChildren(...notes.map(drawNote));
  }

  /** A page that is open behind another one has not been looked at. */
  async #notice() {
    if (!this.#isNamed || document.visibilityState !== "visible") return;
    this.#isNamed = false;
    try {
      await ask(`${this.#url}/noticed`);
    } catch {
      return; // it stays in the queue; the next view tries again
    }
  }

  async #send() {
    const text = part("note-text").value.trim();
    const to = part("consult").hidden ? "" : part("note-to").value;
    const button = part("note-form").querySelector("button");
    button.disabled = true;
    try {
      const what = to ? "consult" : "note";
      await ask(`${this.#url}/${what}`, { id: this.#id, text, ...(to && { function: to }) });
      this.#id = newId();
      part("note-text").value = part("note-to").value = "";
      this.#tell("");
    } catch (problem) {
      this.#tell(problem.message);
    } finally {
      button.disabled = false;
    }
  }

  #tell(words) {
    part("note-problem").hidden = !words;
    part("note-problem").textContent = words;
  }
}

function drawNote({ by, asked, text, at, mentions }) {
  const who = asked ? `${by} frågar ${asked}` : by;
  return element(
    "li",
    { class: "notes__one" },
    element("p", { class: "quiet" }, `${who}, ${stamp(at)}`),
    element("p", { class: "notes__text" }, text),
    mentions.length > 0 && element("p", { class: "quiet" }, `Nämner ${inWords.format(mentions)}`),
  );
}
