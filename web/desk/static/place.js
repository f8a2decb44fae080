/** Where in the queue one was: one comes back to that part of it from an enquiry. */

import { storage } from "/static/design/storage.js";

const KEY = "lotsen.queue";
const store = storage("sessionStorage");

export function keepPlace(search) {
  store.setItem(KEY, search);
}

export function place() {
  return `/desk${store.getItem(KEY) ?? ""}`;
}
