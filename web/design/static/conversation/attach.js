/**
 * Where one sends a file: choosing it, how far it has come, giving up, trying again.
 *
 * A file belongs to the place where it was chosen, and never goes anywhere else. Every attempt has
 * the same id, by which the server knows it; so one whose answer was lost is not sent twice.
 */

import { Problem } from "../api.js";
import { patience } from "../patience.js";
import { size } from "../sizes.js";
import { text } from "../texts.js";
import { upload } from "../upload.js";
import { newId } from "./id.js";

const MB = 2 ** 20;
const ATTEMPTS = 6; // half a minute; then one is asked
const STEP = 25; // percent; more often would be too much to listen to

export class Attach {
  #part;
  #input;
  #place;
  #elsewhere;
  #sending = null; // { id, file, place, giveUp }
  #isOffered = false;

  /** part: the element (design/attach.html). place(): where a file that is chosen now belongs, as
   * { url, headers }. elsewhere(): takes the focus when there is nothing left here to press. */
  constructor(part, { place, elsewhere }) {
    this.#part = part;
    this.#place = place;
    this.#elsewhere = elsewhere;
    this.#input = part.querySelector("input");
    this.#input.addEventListener("change", () => this.#choose());
    this.#on("stop", () => this.#stop());
    this.#on("retry", () => this.#send());
    this.#on("drop", () => this.#done());
    window.addEventListener("beforeunload", (event) => this.isBusy && event.preventDefault());
  }

  get isBusy() {
    return Boolean(this.#sending?.giveUp);
  }

  /** Whether a file may be chosen now. */
  offer(isOffered) {
    this.#isOffered = isOffered;
    this.#show();
  }

  /** Gives up what is on its way: the conversation is another's now. */
  discard() {
    this.#sending?.giveUp?.abort();
    this.#sending = null;
    this.#isOffered = false;
    this.#tell("");
    this.#show();
  }

  #choose() {
    const [file] = this.#input.files;
    this.#input.value = ""; // the same one can be chosen again
    if (!file) return;
    const problem = this.#refused(file);
    this.#tell("");
    if (problem) return this.#fail(problem, file);
    this.#sending = { id: newId(), file, place: this.#place(), giveUp: null };
    this.#send();
  }

  /** What the server would say, told before anything is sent; else an empty string. */
  #refused({ name, size: bytes }) {
    const most = Number(this.#part.dataset.most);
    const ending = `.${name.split(".").at(-1).toLowerCase()}`;
    if (!this.#input.accept.split(",").includes(ending)) return text("file-kind");
    if (bytes > most * MB) return text("file-too-large", { most });
    return bytes ? "" : text("file-empty");
  }

  async #send() {
    const sending = this.#sending;
    const { file, place, id } = sending;
    const giveUp = (sending.giveUp = new AbortController());
    this.#begin(file);
    try {
      await this.#attempts(`${place.url}/files?message=${id}`, file, place.headers, giveUp.signal);
      if (sending !== this.#sending) return;
      this.#tell(text("file-sent", { name: file.name }));
      this.#done();
    } catch (problem) {
      if (sending !== this.#sending) return;
      sending.giveUp = null;
      if (!problem.isPassing) this.#sending = null; // it would be told the same again
      this.#fail(problem.message, file);
    }
  }

  async #attempts(url, file, headers, signal) {
    for (let attempt = 1; ; attempt++) {
      try {
        const progressed = (share) => this.#progress(share, file);
        return await upload(url, file, headers, { signal, progressed });
      } catch (problem) {
        if (signal.aborted || attempt === ATTEMPTS || !problem.isPassing) throw problem;
        this.#tell(text("file-again"));
        await patience(attempt - 1);
        if (signal.aborted) throw new Problem("", 0);
      }
    }
  }

  #stop() {
    const { file, giveUp } = this.#sending;
    giveUp.abort();
    this.#tell(text("file-stopped-sending", { name: file.name }));
    this.#done();
  }

  #done() {
    this.#sending = null;
    this.#problem("");
    this.#show();
  }

  #fail(problem, { name }) {
    this.#problem(text("file-failed", { name, problem }));
    this.#tell("");
    this.#show();
  }

  #begin({ name }) {
    this.#problem("");
    this.#find("name").textContent = text("file-sending", { name });
    this.#find("bar").value = 0;
    this.#tell(text("file-sending", { name }));
    this.#show();
  }

  #progress(share, { size: bytes }) {
    const [bar, percent] = [this.#find("bar"), Math.floor(share * 100)];
    const words = text("file-progress", { percent, size: size(bytes) });
    const isStep = Math.floor(percent / STEP) > Math.floor(bar.value / STEP);
    bar.value = percent;
    this.#find("so-far").textContent = words;
    if (isStep) this.#tell(words);
  }

  /** What can be done now is shown; whoever has pressed what goes away comes to what takes its
   * place. */
  #show() {
    const focused = this.#part.contains(document.activeElement) ? document.activeElement : null;
    const hasFailed = Boolean(this.#find("problem").textContent);
    const canRetry = hasFailed && Boolean(this.#sending);
    this.#find("way").hidden = !this.isBusy;
    this.#find("again").hidden = !canRetry;
    this.#find("offer").hidden = this.isBusy || canRetry || !this.#isOffered;
    this.#part.hidden = !this.#isOffered && !this.#sending && !hasFailed;
    if (focused?.closest("[hidden]")) this.#focus();
  }

  #focus() {
    const controls = [...this.#part.querySelectorAll("input, button")];
    const first = controls.find((control) => !control.closest("[hidden]"));
    if (first) first.focus();
    else this.#elsewhere();
  }

  #problem(words) {
    const line = this.#find("problem");
    line.textContent = words;
    line.hidden = !words;
    this.#input.toggleAttribute("aria-invalid", false);
    if (words) this.#input.setAttribute("aria-invalid", "true");
  }

  /** Read aloud, also when the part itself goes away. */
  #tell(words) {
    this.#part.previousElementSibling.textContent = words;
  }

  #find(name) {
    return this.#part.querySelector(`[data-${name}]`);
  }

  #on(name, act) {
    this.#find(name).addEventListener("click", act);
  }
}
