/** What is kept on the device, also where the browser allows no storage: then until the page closes. */

/** `which` is localStorage (shared by tabs, stays) or sessionStorage (this tab, until it closes). */
export function storage(which) {
  try {
    const store = window[which];
    store.setItem("lotsen.try", "");
    store.removeItem("lotsen.try");
    return store;
  } catch {
    return new Memory();
  }
}

class Memory {
  #items = new Map();

  get length() {
    return this.#items.size;
  }

  key(index) {
    return [...this.#items.keys()][index];
  }

  getItem(key) {
    return this.#items.get(key) ?? null;
  }

  setItem(key, value) {
    this.#items.set(key, value);
  }

  removeItem(key) {
    this.#items.delete(key);
  }
}
