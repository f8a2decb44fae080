/** Keeps the newest message in sight of whoever reads there, and of nobody else. */

export class End {
  #mark;
  #button;
  #isInSight = true;

  /** mark: an element after the last message, as high as what still counts as reading there.
   * button: brings one there, shown when something new has come further down. */
  constructor(mark, button) {
    this.#mark = mark;
    this.#button = button;
    new IntersectionObserver(([entry]) => {
      this.#isInSight = entry.isIntersecting;
      if (this.#isInSight) button.hidden = true;
    }).observe(mark);
    button.addEventListener("click", () => this.show());
    // A keyboard that comes up on a phone must not hide what one answers to.
    window.visualViewport?.addEventListener("resize", () => this.#isInSight && this.show());
  }

  show() {
    this.#mark.scrollIntoView({ block: "end" });
  }

  /** Follows the items added, unless one reads further up. */
  follow([first]) {
    if (!first) return;
    if (!this.#isInSight) {
      this.#button.hidden = false;
      return;
    }
    this.show();
    // Of an answer longer than the window, one wants to see the beginning; of a conversation that
    // one comes back to, the end.
    if (first.previousElementSibling && isCutOff(first)) first.scrollIntoView({ block: "start" });
  }
}

function isCutOff(item) {
  const view = item.closest("[data-scrolls]").getBoundingClientRect();
  return item.getBoundingClientRect().top < Math.max(0, view.top);
}
