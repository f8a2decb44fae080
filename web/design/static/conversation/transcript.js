/** The list of what has been said, in the server's order, then what is on its way there. */

export class Transcript {
  #list;
  #draw;
  #own = new Map(); // by id: items that the server has not confirmed, in their order
  lastSeq = 0;

  /** draw(message) gives the list item. */
  constructor(list, draw) {
    this.#list = list;
    this.#draw = draw;
  }

  /** Adds the messages that are new. Gives the items added, without those that were here already
   * as one's own. */
  receive(messages) {
    return messages
      .filter((message) => message.seq > this.lastSeq)
      .map((message) => {
        this.lastSeq = message.seq;
        return this.#own.has(message.id) ? this.#confirm(message) : this.#add(message);
      })
      .filter(Boolean);
  }

  /** The item of one's own message that is not confirmed. */
  expect(message) {
    let item = this.#own.get(message.id);
    if (!item) {
      item = this.#draw(message);
      this.#own.set(message.id, item);
      this.#list.append(item);
    }
    return item;
  }

  isConfirmed(id) {
    return !this.#own.has(id) && this.#list.querySelector(`[data-id="${CSS.escape(id)}"]`) !== null;
  }

  forget(id) {
    this.#own.get(id)?.remove();
    this.#own.delete(id);
  }

  clear() {
    this.#list.replaceChildren();
    this.#own.clear();
    this.lastSeq = 0;
  }

  #add(message) {
    const item = this.#draw(message);
    this.#list.insertBefore(item, this.#firstOwn());
    return item;
  }

  // The same item stays, so that it is not read aloud again.
  #confirm(message) {
    const item = this.#own.get(message.id);
    if (item !== this.#firstOwn()) this.#list.insertBefore(item, this.#firstOwn());
    this.#own.delete(message.id);
    item.dataset.seq = message.seq;
    item.className = item.className.replace(/ is-\w+/g, "");
    item.querySelector(".message__delivery")?.remove();
    return null;
  }

  #firstOwn() {
    const [first = null] = this.#own.values();
    return first;
  }
}
