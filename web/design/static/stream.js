/**
 * A live view that comes back by itself.
 *
 * EventSource cannot send the visitor's secret as a header, does not tell why it was refused, and
 * gives up when a proxy answers 502; so this reads the same stream with fetch.
 */

import { Problem, problemOf } from "./api.js";
import { eventsIn } from "./events.js";
import { onReturn, patience } from "./patience.js";

const SILENT = 40_000; // ms; the server says something every 15 s, so now the line is dead
const STALE = 20_000; // ms of silence after which a page that is looked at again does not trust it
const SLOW = 1_000; // ms after which it does not trust that a call will be answered
const CONNECTING = 8_000; // ms; a line that was dead when we called stays so, though it is back
const NOTICED = 2_000; // ms; a shorter break is nobody's concern

export class Stream {
  #url;
  #options;
  #line = null; // aborts the connection of the moment
  #heardAt = 0;
  #silence = 0;
  #downTimer = 0;
  #isRunning = false;
  #isConnecting = false;
  #isHurried = false;
  #endWaking = () => {};

  /**
   * headers: sent along. after(): the number of the last message known. received(view): each view.
   * connected(bool): false after a while without connection, true when it is back.
   * refused(problem): the server does not let us look any more; the stream has ended.
   */
  constructor(url, options) {
    this.#url = url;
    this.#options = { headers: {}, after: () => 0, connected: () => {}, ...options };
  }

  start() {
    this.#isRunning = true;
    this.#endWaking = onReturn(this.#wake);
    window.addEventListener("offline", this.#hangUp);
    this.#run();
    return this;
  }

  stop() {
    this.#isRunning = false;
    clearTimeout(this.#downTimer);
    clearTimeout(this.#silence);
    this.#endWaking();
    window.removeEventListener("offline", this.#hangUp);
    this.#hangUp();
  }

  async #run() {
    this.#expectConnection();
    for (let attempt = 0; this.#isRunning; attempt++) {
      try {
        await this.#read(() => (attempt = 0));
      } catch (error) {
        if (!this.#isRunning) return;
        if (error instanceof Problem && !error.isPassing) {
          this.stop();
          this.#options.refused(error);
          return;
        }
      }
      if (!this.#isRunning) return;
      this.#expectConnection();
      if (!this.#isHurried) await patience(attempt);
      this.#isHurried = false;
    }
  }

  async #read(connected) {
    const response = await this.#connect();
    connected();
    this.#isConnected();
    for await (const data of eventsIn(response.body, () => this.#heard())) {
      this.#tell(data);
    }
  }

  async #connect() {
    this.#line = new AbortController();
    this.#isConnecting = true;
    this.#heardAt = Date.now();
    this.#listenFor(CONNECTING);
    try {
      const response = await fetch(this.#url, {
        headers: { ...this.#options.headers, "Last-Event-ID": String(this.#options.after()) },
        cache: "no-store",
        signal: this.#line.signal,
      });
      if (!response.ok) throw await problemOf(response);
      return response;
    } finally {
      this.#isConnecting = false;
    }
  }

  /** A fault in showing one view is no reason to hang up. */
  #tell(data) {
    try {
      this.#options.received(JSON.parse(data));
    } catch (error) {
      reportError(error);
    }
  }

  #heard() {
    this.#heardAt = Date.now();
    this.#listenFor(SILENT);
  }

  #listenFor(milliseconds) {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(this.#hangUp, milliseconds);
  }

  #expectConnection() {
    this.#downTimer ||= setTimeout(() => this.#options.connected(false), NOTICED);
  }

  #isConnected() {
    this.#heard();
    clearTimeout(this.#downTimer);
    this.#downTimer = 0;
    this.#options.connected(true);
  }

  /** After sleep or a tunnel the line may look alive and be dead: ask anew, at once. A wait that is
   * under way ends by itself. */
  #wake = () => {
    if (Date.now() - this.#heardAt < (this.#isConnecting ? SLOW : STALE)) return;
    this.#isHurried = true;
    this.#hangUp();
  };

  #hangUp = () => this.#line?.abort();
}
