/** Messages that the server has not acknowledged, kept on the device through reloads. */

export class Unsent {
  #store;
  #prefix;

  constructor(store, prefix) {
    this.#store = store;
    this.#prefix = prefix;
  }

  /** In the order they were written. */
  all() {
    return this.#keys()
      .map((key) => JSON.parse(this.#store.getItem(key)))
      .sort((one, other) => one.place - other.place);
  }

  has(id) {
    return this.#store.getItem(this.#prefix + id) !== null;
  }

  // One key each, so that two tabs never write over each other's messages. By place and not by
  // time: two may be written in the same millisecond, and clocks are set back.
  put(message) {
    const { place = this.#lastPlace() + 1 } = message;
    this.#store.setItem(this.#prefix + message.id, JSON.stringify({ ...message, place }));
  }

  remove(id) {
    this.#store.removeItem(this.#prefix + id);
  }

  clear() {
    for (const key of this.#keys()) this.#store.removeItem(key);
  }

  #lastPlace() {
    return this.all().at(-1)?.place ?? 0;
  }

  #keys() {
    const all = Array.from({ length: this.#store.length }, (_, index) => this.#store.key(index));
    return all.filter((key) => key.startsWith(this.#prefix));
  }
}
