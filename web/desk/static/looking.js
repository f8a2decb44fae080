/** Who else has the enquiry before them, in words. */

const inWords = new Intl.ListFormat("sv-SE");

/** also: whether the reader looks at it too. */
export function othersLook(names, { also = true } = {}) {
  if (!names.length) return "";
  return `${inWords.format(names)} tittar${also ? " också" : " nu"}.`;
}
