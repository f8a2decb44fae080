/** A sound and a note on the screen for new enquiries, until someone has them. Asked for by a
 * button, kept on this device. */

import { storage } from "/static/design/storage.js";

const KEY = "lotsen.alarm";
const AGAIN = 30_000; // ms
const TONES = [660, 880]; // Hz
const LONG = 0.15; // seconds

export class Alarm {
  #store = storage("localStorage");
  #button = document.getElementById("alarm");
  #told = document.getElementById("alarm-told");
  #waiting = new Set(); // numbers of those that have come, and that no one has answered
  #shown = new Map(); // notes on the screen, by number
  #sound = null;

  constructor() {
    this.#show();
    this.#button.addEventListener("click", () => this.#turn(!this.isOn));
    // Browsers let a page sound only after someone has touched it.
    document.addEventListener("pointerdown", () => this.isOn && this.#ready(), { once: true });
    document.addEventListener("keydown", () => this.isOn && this.#ready(), { once: true });
    setInterval(() => this.#waiting.size && this.#ring(), AGAIN);
  }

  get isOn() {
    return this.#store.getItem(KEY) === "on";
  }

  /** fresh: the numbers that have come now. all: those that wait for an answer still. */
  waiting(fresh, all) {
    for (const number of fresh) this.#waiting.add(number);
    for (const number of this.#waiting) if (!all.includes(number)) this.#end(number);
    if (!fresh.length || !this.isOn) return;
    this.#ring();
    for (const number of fresh) this.#notify(number);
  }

  async #turn(isOn) {
    this.#store.setItem(KEY, isOn ? "on" : "off");
    this.#show();
    if (!isOn) {
      this.#told.textContent = "";
      for (const number of this.#waiting) this.#end(number);
      return;
    }
    this.#ready();
    this.#ring();
    const may = await globalThis.Notification?.requestPermission();
    this.#told.textContent =
      may === "granted"
        ? "Det här ljudet hörs, och en ruta visas, tills någon har tagit frågan."
        : "Det här ljudet hörs. Webbläsaren visar inga rutor: tillåt det i dess inställningar.";
  }

  #show() {
    this.#button.setAttribute("aria-pressed", String(this.isOn));
  }

  #ready() {
    this.#sound ??= new AudioContext();
    this.#sound.resume();
  }

  #ring() {
    if (!this.isOn || this.#sound?.state !== "running") return;
    TONES.forEach((tone, index) => {
      const from = this.#sound.currentTime + index * LONG;
      const wave = new OscillatorNode(this.#sound, { frequency: tone });
      const volume = new GainNode(this.#sound, { gain: 0.15 });
      wave.connect(volume).connect(this.#sound.destination);
      wave.start(from);
      wave.stop(from + LONG);
    });
  }

  /** Without the words of the question: others may see the screen. */
  #notify(number) {
    if (globalThis.Notification?.permission !== "granted") return;
    const note = new Notification("Ny fråga till dig", { body: number, tag: number });
    note.addEventListener("click", () => location.assign(`/desk/${number}`));
    this.#shown.set(number, note);
  }

  #end(number) {
    this.#waiting.delete(number);
    this.#shown.get(number)?.close();
    this.#shown.delete(number);
  }
}
