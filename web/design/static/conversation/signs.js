/** What the page tells by itself: that one writes, and how far one has read. A sign that is lost
 * harms nothing, so none is sent twice. */

const AGAIN = 3_000; // ms between two signs that one goes on writing

/** tell(): says that one writes. */
export function tellWriting(field, tell) {
  let toldAt = 0;
  field.addEventListener("input", () => {
    if (!field.value.trim() || Date.now() - toldAt < AGAIN) return;
    toldAt = Date.now();
    tell().catch(() => {});
  });
}

/** How far the other side's words have been before one's eyes. */
export class Seen {
  #list;
  #from;
  #tell;
  #isShown;
  #told = 0;

  /** from: whose words count. tell(seq): reports, or throws. isShown(): whether the list can be
   * seen, if the page is. */
  constructor(list, from, tell, isShown = () => true) {
    [this.#list, this.#from, this.#tell, this.#isShown] = [list, from, tell, isShown];
    document.addEventListener("visibilitychange", () => this.look());
  }

  look() {
    if (document.hidden || !this.#isShown()) return;
    const items = this.#list.querySelectorAll(`[data-from="${this.#from}"][data-seq]`);
    const seq = Number([...items].at(-1)?.dataset.seq ?? 0);
    if (seq <= this.#told) return;
    const before = this.#told;
    this.#told = seq;
    this.#tell(seq).catch(() => (this.#told = before));
  }

  forget() {
    this.#told = 0;
  }
}

/** Beneath one's own last word: that it is there, or has been seen. */
export function showSeen(list, from, seen, words) {
  list.querySelector(".message__seen")?.remove();
  const item = [...list.querySelectorAll(`[data-from="${from}"][data-seq]`)].at(-1);
  if (!item) return;
  const line = document.createElement("p");
  line.className = "message__delivery message__seen";
  line.setAttribute("aria-live", "off");
  line.textContent = Number(item.dataset.seq) <= seen ? words.seen : words.there;
  item.append(line);
}
