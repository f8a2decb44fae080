/**
 * Sends what is written, in order, each under its own id, until the server has it.
 *
 * The server knows a message by its id, so sending one twice does no harm and losing an
 * acknowledgement loses nothing.
 */

import { patience } from "../patience.js";

export class Outbox {
  #unsent;
  #deliver;
  #show;
  #isSending = false;

  /** deliver(message) posts it, or throws Problem. show(message, how) tells how it goes: sending,
   * waiting (to be tried again), sent, failed. */
  constructor(unsent, deliver, show) {
    this.#unsent = unsent;
    this.#deliver = deliver;
    this.#show = show;
  }

  get isEmpty() {
    return this.#unsent.all().length === 0;
  }

  add(message) {
    this.#unsent.put(message);
    this.#show(message, "sending");
    this.#sendAll();
  }

  /** Takes up what an earlier page has left. */
  resume() {
    for (const message of this.#unsent.all()) {
      this.#show(message, message.problem ? "failed" : "sending");
    }
    this.#sendAll();
  }

  retry({ id }) {
    const message = this.#unsent.all().find((one) => one.id === id);
    if (message) this.add({ ...message, problem: undefined });
  }

  drop({ id }) {
    this.#unsent.remove(id);
  }

  clear() {
    this.#unsent.clear();
  }

  async #sendAll() {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (let next; (next = this.#next());) await this.#send(next);
    } finally {
      this.#isSending = false;
    }
  }

  #next() {
    return this.#unsent.all().find((message) => !message.problem);
  }

  async #send(message) {
    for (let attempt = 0; this.#unsent.has(message.id); attempt++) {
      const problem = await this.#problemWith(message);
      // Meanwhile it may have been given up, or have been sent by another tab.
      if (!this.#unsent.has(message.id)) return;
      if (!problem) return this.#settle(message);
      if (!problem.isPassing) return this.#fail(message, problem);
      this.#show(message, "waiting");
      await patience(attempt);
    }
  }

  /** Null when it has been delivered. */
  async #problemWith(message) {
    try {
      await this.#deliver(message);
      return null;
    } catch (problem) {
      return problem;
    }
  }

  #settle(message) {
    this.#unsent.remove(message.id);
    this.#show(message, "sent");
  }

  #fail(message, problem) {
    const failed = { ...message, problem: problem.message, code: problem.code };
    this.#unsent.put(failed);
    this.#show(failed, "failed");
  }
}
