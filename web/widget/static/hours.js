/** When those who answer can be reached, as it is at this moment. */

import { clock, soon } from "/static/design/dates.js";
import { text } from "/static/design/texts.js";

const ANEW = 30_000; // ms; time passes although nothing happens

export class Hours {
  #lines;
  #known;

  /** The first line holds what is known when the page comes. */
  constructor(line, ...others) {
    this.#lines = [line, ...others];
    this.show(JSON.parse(line.dataset.hours));
    setInterval(() => this.show(this.#known), ANEW);
  }

  show(hours) {
    this.#known = hours;
    const words = inWords(hours);
    for (const line of this.#lines) if (line.textContent !== words) line.textContent = words;
  }
}

/** What is not confirmed by the municipality is said to be likely only. */
function inWords({ function: name, spans, confirmed }, now = Date.now()) {
  const next = spans.find(([, closes]) => new Date(closes) > now);
  if (!next) return name;
  const [opens, closes] = next;
  if (new Date(opens) <= now) {
    const given = { function: name, time: clock(closes) };
    return confirmed ? text("chat-open", given) : text("chat-open-likely", given);
  }
  const given = { function: name, moment: soon(opens) };
  return confirmed ? text("chat-shut", given) : text("chat-shut-likely", given);
}
