/** A sound and a note on the screen for new enquiries, until someone has them, and for where one has
 * been named, until one has looked. Asked for by a
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
  #waiting = new Set(); // keys of those that have come, and are not seen to
  #shown = new Map(); // notes on the screen, by key
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

  /** fresh: those that have come now. all: those that wait still; each with key, number, title. */
  waiting(fresh, all) {
    const left = new Set(all.map(({ key }) => key));
    for (const { key } of fresh) this.#waiting.add(key);
    for (const key of this.#waiting) if (!left.has(key)) this.#end(key);
    if (!fresh.length || !this.isOn) return;
    this.#ring();
    for (const one of fresh) this.#notify(one);
  }

  async #turn(isOn) {
    this.#store.setItem(KEY, isOn ? "on" : "off");
    this.#show();
    if (!isOn) {
      this.#told.textContent = "";
      for (const key of this.#waiting) this.#end(key);
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
  #notify({ key, number, title }) {
    if (globalThis.Notification?.permission !== "granted") return;
    const note = new Notification(title, { body: number, tag: key });
    note.addEventListener("click", () => location.assign(`/desk/${number}`));
    this.#shown.set(key, note);
  }

  #end(key) {
    this.#waiting.delete(key);
    this.#shown.get(key)?.close();
    this.#shown.delete(key);
  }
}
