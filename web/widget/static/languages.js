/** The choice of language. Its links lead to the page in that language; the conversation goes along,
 * and the device remembers the choice for when the address names no language. */

import { language } from "/static/design/texts.js";

const KEY = "lotsen.language";

/** Whether the page is in the language that its reader has chosen here. */
export function isChosen(store) {
  return store.getItem(KEY) === language;
}

/** speak(language): lets the conversation go on in it. */
export function offerLanguages(list, store, speak) {
  const chosen = store.getItem(KEY);
  const isNamed = new URLSearchParams(location.search).has("lang");
  if (chosen && chosen !== language && !isNamed) location.replace(`?lang=${chosen}`);
  list.addEventListener("click", async (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    store.setItem(KEY, link.hreflang);
    await speak(link.hreflang);
    location.assign(link.href);
  });
}
