/** Talks JSON with the server. */

import { language, text } from "./texts.js";

const TOO_SLOW = 15_000; // ms; a phone in a tunnel would keep a dead connection far longer

/** What went wrong, in words that say what to do. Status 0 means that no answer came. */
export class Problem extends Error {
  constructor(message, status, code = "") {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** Whether the same request may well succeed in a while. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** The answer to what is posted. Throws Problem. */
export function post(url, body = {}, headers = {}) {
  return call("POST", url, body, headers);
}

/** The answer to a request of any method. Throws Problem. */
export async function call(method, url, body, headers = {}) {
  const giveUp = new AbortController();
  const hangUp = () => giveUp.abort();
  const timer = setTimeout(hangUp, TOO_SLOW);
  window.addEventListener("offline", hangUp); // no answer comes over a line that is gone
  try {
    const response = await fetch(url, {
      method,
      headers: { "Content-Type": "application/json", "Accept-Language": language, ...headers },
      body: JSON.stringify(body),
      signal: giveUp.signal,
    });
    if (!response.ok) throw await problemOf(response);
    return await response.json();
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(text("chat-out-of-reach"), 0);
  } finally {
    clearTimeout(timer);
    window.removeEventListener("offline", hangUp);
  }
}

/** A proxy in between may answer with a page of its own, so no shape is taken for granted. */
export async function problemOf(response) {
  const told = await response.json().catch(() => null);
  const { message = text("chat-out-of-reach"), code = "" } = told?.error ?? {};
  return new Problem(message, response.status, code);
}
