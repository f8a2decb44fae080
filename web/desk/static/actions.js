/** What an agent does with an enquiry besides answering. */

import { tellNext } from "/static/design/told.js";
import { ask } from "/static/design/staff.js";
import { place } from "./place.js";

const DONE = {
  release: "är tillbaka i kön.",
  transfer: "är skickad vidare.",
  "return-to-bot": "är lämnad till boten.",
  close: "är avslutad.",
  "put-off": "är pausad.",
};
const MORNING = 8; // o'clock, when a day's work begins

/** As the server wants what the forms hold. */
function asSent({ to, until, bot_could: botCould, ...rest }) {
  const [target, agent] = to?.split(" ") ?? [];
  return {
    ...rest,
    ...(to && { function: target, agent: agent ?? null }),
    ...(until && { until: morningOf(until).toISOString() }),
    ...(botCould && { bot_could: true }),
  };
}

function morningOf(day) {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year, month - 1, date, MORNING);
}

export class Actions {
  #url;
  #number;
  #unfinished;
  #problem = document.getElementById("problem");

  /** unfinished(): why one cannot leave the enquiry yet, in words, or an empty string. */
  constructor(url, number, { unfinished }) {
    this.#url = url;
    this.#number = number;
    this.#unfinished = unfinished;
    for (const button of document.querySelectorAll("[data-act]")) {
      button.addEventListener("click", () => this.#act(button.dataset.act, {}, button));
    }
    for (const form of document.querySelectorAll("[data-form]")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const given = asSent(Object.fromEntries(new FormData(form)));
        this.#act(form.dataset.form, given, form.querySelector("button"));
      });
    }
  }

  tell(words) {
    this.#problem.hidden = !words;
    this.#problem.textContent = words;
  }

  async #act(what, given, button) {
    const leaves = what in DONE;
    const unfinished = leaves ? this.#unfinished() : "";
    this.tell(unfinished);
    if (unfinished) return;
    button.disabled = true; // a second press would be told that it is done already
    try {
      await ask(`${this.#url}/${what}`, given);
      if (leaves) this.#leave(what);
    } catch (problem) {
      this.tell(problem.message);
    } finally {
      button.disabled = false;
    }
  }

  #leave(what) {
    tellNext(`Fråga ${this.#number} ${DONE[what]}`);
    location.assign(place());
  }
}
