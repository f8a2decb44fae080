/** What colleagues write to each other about an enquiry. */

import { newId } from "/static/design/conversation/id.js";
import { stamp } from "/static/design/dates.js";
import { element } from "/static/design/dom.js";
import { ask } from "/static/design/staff.js";

const part = (id) => document.getElementById(id);

export class Notes {
  #url;
  #shown = "";
  #id = newId(); // stays until it is stored, so that a second try is the same note

  constructor(url) {
    this.#url = url;
    part("note-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  get isUnsaved() {
    return Boolean(part("note-text").value.trim());
  }

  show(notes, { mayWrite, mine }) {
    part("note-form").hidden = !mayWrite;
    part("consult").hidden = !mine;
    const now = JSON.stringify(notes);
    if (now === this.#shown) return;
    this.#shown = now;
    part("notes").replaceChildren(...notes.map(drawNote));
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

function drawNote({ by, asked, text, at }) {
  const who = asked ? `${by} frågar ${asked}` : by;
  return element(
    "li",
    { class: "notes__one" },
    element("p", { class: "quiet" }, `${who}, ${stamp(at)}`),
    element("p", { class: "notes__text" }, text),
  );
}
