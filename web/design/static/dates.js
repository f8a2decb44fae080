/** Moments as clocks in Sweden show them, wherever the device believes it is, in the words of the
 * page's language or another that is named. */

import { carried, language as ofPage, text } from "./texts.js";

const ZONE = { timeZone: "Europe/Stockholm" };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const UNITS = [
  [DAY, "dag", "dagar"],
  [60 * MINUTE, "timme", "timmar"],
  [MINUTE, "minut", "minuter"],
];

const LOCALES = { fi: "fi-FI", en: "en-GB" };
const HOUR = { hour: "2-digit", minute: "2-digit" };
const SHORT_DAY = { day: "numeric", month: "short" };
const WEEKDAY = { weekday: "long", day: "numeric", month: "long" };
const FULL_DAY = { day: "numeric", month: "long", year: "numeric" };
const DATE = { dateStyle: "short" };

function inWords(iso, options, language = ofPage) {
  const locale = LOCALES[carried(language)] ?? "sv-SE";
  return new Intl.DateTimeFormat(locale, { ...ZONE, ...options }).format(new Date(iso));
}

/** `19.42`; in English `19:42`. */
export function clock(iso, language = ofPage) {
  const time = inWords(iso, HOUR, language);
  return carried(language) === "en" ? time : time.replace(":", ".");
}

/** `19.42` today, `21 nov. 19.42` before. */
export function stamp(iso, now = new Date()) {
  const at = new Date(iso);
  const isToday = inWords(at, DATE) === inWords(now, DATE);
  return isToday ? clock(iso) : `${inWords(iso, SHORT_DAY)} ${clock(iso)}`;
}

/** `tisdag 24 november kl. 15.30`; the last two belong together. */
export function moment(iso, language = ofPage) {
  const given = { day: inWords(iso, WEEKDAY, language), time: clock(iso, language) };
  return text("date-moment", given, language);
}

/** As `moment`, but `i dag kl. 15.30` and `i morgon kl. 8.00` for what is near. */
export function soon(iso, now = Date.now()) {
  const dates = [now, now + DAY].map((at) => inWords(at, DATE));
  const near = ["date-today", "date-tomorrow"][dates.indexOf(inWords(iso, DATE))];
  return near ? text("date-moment", { day: text(near), time: clock(iso) }) : moment(iso);
}

/** `22 november 2026` */
export function day(iso, language = ofPage) {
  return inWords(iso, FULL_DAY, language);
}

/** `2 timmar`, in the largest unit that fits. */
export function duration(milliseconds) {
  const long = Math.abs(milliseconds);
  const [unit, one, many] = UNITS.find(([unit]) => long >= unit) ?? UNITS.at(-1);
  const count = Math.max(1, Math.floor(long / unit));
  return `${count} ${count === 1 ? one : many}`;
}

/** Whether a deadline has passed, and how far it is: `om 2 timmar`, `försenad 1 dag`. */
export function deadline(iso, now = Date.now()) {
  const left = new Date(iso) - now;
  const isLate = left < 0;
  return { isLate, words: isLate ? `försenad ${duration(left)}` : `om ${duration(left)}` };
}
