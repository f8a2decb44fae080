/**
 * The chat in the frame of a municipality's page (lotsen.js): tells it what it must know, and
 * nothing of what is said. Only pages that the server names are listened to and answered.
 */

import { colours } from "./colours.js";
import { CHAT, CLOSE, HELLO, READY, UNREAD } from "./messages.js";

export class Host {
  #allowed;
  #close;
  #origin = null; // of the page around, once it has said hello
  #isShown = true;
  #shown;
  #unread = 0;

  /** allowed: the origins whose pages may have the chat. close: the button that closes it.
   * shown(): it has been opened. */
  constructor(allowed, close, shown) {
    this.#allowed = allowed;
    this.#shown = shown;
    this.#close = close;
    if (window.parent === window) return;
    window.addEventListener("message", this.#hear);
    close.addEventListener("click", () => this.#tell(CLOSE));
    document.addEventListener("keydown", (event) => {
      const isTaken = event.defaultPrevented || document.querySelector("dialog[open]");
      if (event.key === "Escape" && !isTaken) this.#tell(CLOSE);
    });
  }

  /** Whether the page around shows it; a page of its own always does. */
  get isShown() {
    return this.#isShown;
  }

  /** So many messages of others have come. */
  heard(count) {
    if (this.#isShown || !count) return;
    this.#unread += count;
    this.#tell(UNREAD, { count: this.#unread });
  }

  #hear = ({ data, source, origin }) => {
    const isOurs = source === window.parent && this.#allowed.includes(origin);
    if (!isOurs || data?.to !== CHAT || data.what !== HELLO) return;
    this.#isShown = data.shown === true;
    if (this.#isShown) {
      this.#unread = 0;
      this.#shown();
    }
    if (this.#origin) return;
    this.#origin = origin;
    this.#close.hidden = false;
    this.#wear(data.accent);
    this.#tell(READY);
  };

  #wear(accent) {
    const { "--accent": given, "--on-accent": on } = colours(accent);
    if (!given) return;
    const style = document.documentElement.style;
    const further = on === "#ffffff" ? "black" : "white"; // away from the text on it
    style.setProperty("--sea-solid", given);
    style.setProperty("--sea-solid-deep", `color-mix(in srgb, ${given}, ${further} 20%)`);
    style.setProperty("--on-sea", on);
  }

  #tell(what, more = {}) {
    if (this.#origin) window.parent.postMessage({ from: CHAT, what, ...more }, this.#origin);
  }
}
