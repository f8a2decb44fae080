/** How large a file is, in words. */

import { language } from "./texts.js";

const KB = 1024;
const MB = KB * KB;
const UNITS = { fi: ["kt", "Mt"] };

/** `3 KB`, `4,8 MB`. */
export function size(bytes) {
  const [kb, mb] = UNITS[language] ?? ["KB", "MB"];
  return bytes < MB ? `${inWords(bytes / KB, 0)} ${kb}` : `${inWords(bytes / MB, 1)} ${mb}`;
}

function inWords(number, digits) {
  const format = new Intl.NumberFormat(language.split("-x-")[0], { maximumFractionDigits: digits });
  return format.format(Math.max(1, number));
}
