/** The words that people read here. The page carries them, in its language, as data. */

const { texts, ...page } = JSON.parse(document.getElementById("texts").textContent);

/** The page's own. */
export const language = page.language;

/** The language, if the page carries what stands around a message in it; else the page's own. */
export function carried(spoken) {
  return texts[spoken] ? spoken : language;
}

/**
 * The text of this id (texts/*.ftl) with its `{name}`s filled in. What stands around a message is
 * in the message's language, if the page carries that one; all else is in the page's.
 */
export function text(id, args = {}, spoken = language) {
  const words = texts[carried(spoken)][id] ?? texts[language][id] ?? id;
  return words.replace(/\{([\w-]+)\}/g, (whole, name) => args[name] ?? whole);
}
