/**
 * The visitor's conversation with the server. It begins with the first message, not before, and
 * its id and secret are kept on the device, so that a reload or another tab goes on with it.
 */

import { Problem, post } from "/static/design/api.js";
import { text as words } from "/static/design/texts.js";
import { isChosen } from "./languages.js";

const KEY = "lotsen.chat";
const HINTS = ["topic", "page"]; // in the address, when the chat is on another site's page
const GONE = 404;
const ELSEWHERE = "elsewhere"; // the code of what was written in another conversation

export class Conversation {
  #store;
  #began;

  /** began(): called when a new one has begun. */
  constructor(store, { began }) {
    this.#store = store;
    this.#began = began;
  }

  /** What the device keeps of it now; another tab may have begun it or left it. */
  get #kept() {
    return JSON.parse(this.#store.getItem(KEY)) ?? {};
  }

  get id() {
    return this.#kept.id;
  }

  get secret() {
    return this.#kept.secret;
  }

  /** What leads here from any device. */
  get key() {
    return { id: this.id, secret: this.secret };
  }

  get url() {
    return at(this.key).url;
  }

  get headers() {
    return at(this.key).headers;
  }

  /** What belongs to it now still does when the device has come to know another. */
  get place() {
    return at(this.key);
  }

  /** Posts a message to the conversation that it was written in, its `to`; without one, to the one
   * that it begins. It never ends up in another, unless its writer, told so, tries again. Throws
   * Problem. */
  async deliver({ id, text, choice, to, code }) {
    const isMoved = code === ELSEWHERE;
    const { url, headers } = await this.#whereTo(isMoved ? undefined : to, isMoved);
    // A button of another conversation means nothing in this one; its words do.
    const said = { id, text, choice: isMoved ? undefined : choice };
    try {
      await post(`${url}/messages`, said, headers);
    } catch (problem) {
      if (problem.status !== GONE) throw problem;
      throw new Problem(words("return-elsewhere"), GONE, ELSEWHERE);
    }
  }

  async #whereTo(to, isMoved) {
    if (to) return at(to);
    await this.#begin();
    if (this.#kept.takenOver && !isMoved)
      throw new Problem(words("return-elsewhere"), GONE, ELSEWHERE);
    return at(this.key);
  }

  /** Goes on with one that was begun on another device. */
  takeOver(id, secret) {
    this.#store.setItem(KEY, JSON.stringify({ id, secret, takenOver: true }));
  }

  forget() {
    this.#store.removeItem(KEY);
  }

  /** Goes on in another language. When that cannot be told now, the page changes all the same. */
  async speak(language) {
    if (!this.id) return;
    const headers = { ...this.headers, "Accept-Language": language };
    await post(`${this.url}/language`, {}, headers).catch(reportError);
  }

  /** changed(): another tab has begun one, or left it. */
  watch(changed) {
    window.addEventListener("storage", ({ key }) => {
      if (key === KEY || key === null) changed();
    });
  }

  async #begin() {
    const begin = async () => {
      if (this.id) return;
      const { id, secret } = await post("/api/conversations", {
        ...whereFrom(),
        language_chosen: isChosen(this.#store),
      });
      if (this.id) return; // another has been taken over meanwhile
      this.#store.setItem(KEY, JSON.stringify({ id, secret }));
      this.#began();
    };
    // Two tabs that send at once must not begin two.
    await alone(KEY, begin);
  }
}

function at({ id, secret }) {
  return { url: `/api/conversations/${id}`, headers: { Authorization: `Bearer ${secret}` } };
}

/** The matter and the address of the page that the chat stands on, as far as that page tells. */
function whereFrom() {
  const given = new URLSearchParams(location.search);
  return Object.fromEntries(HINTS.filter((name) => given.has(name)).map((name) => [name, given.get(name)]));
}

/** One tab at a time; in a frame on another site, browsers may refuse locks or have none. */
async function alone(name, work) {
  let isIn = false;
  const enter = () => {
    isIn = true;
    return work();
  };
  try {
    await navigator.locks.request(name, enter);
  } catch (error) {
    if (isIn) throw error;
    await work();
  }
}
