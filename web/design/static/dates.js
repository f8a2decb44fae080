/** Moments in the words of someone in Sweden, wherever the device believes it is. */

const ZONE = { timeZone: "Europe/Stockholm" };
const MINUTE = 60_000;
const UNITS = [
  [24 * 60 * MINUTE, "dag", "dagar"],
  [60 * MINUTE, "timme", "timmar"],
  [MINUTE, "minut", "minuter"],
];

const words = (options) => new Intl.DateTimeFormat("sv-SE", { ...ZONE, ...options });
const HOUR = words({ hour: "2-digit", minute: "2-digit" });
const SHORT_DAY = words({ day: "numeric", month: "short" });
const WEEKDAY = words({ weekday: "long", day: "numeric", month: "long" });
const FULL_DAY = words({ day: "numeric", month: "long", year: "numeric" });
const DATE = words({ dateStyle: "short" });

/** `19.42` */
export function clock(iso) {
  return HOUR.format(new Date(iso)).replace(":", ".");
}

/** `19.42` today, `21 nov. 19.42` before. */
export function stamp(iso, now = new Date()) {
  const at = new Date(iso);
  const isToday = DATE.format(at) === DATE.format(now);
  return isToday ? clock(iso) : `${SHORT_DAY.format(at)} ${clock(iso)}`;
}

/** `tisdag 24 november kl. 15.30`; the last two belong together. */
export function moment(iso) {
  return `${WEEKDAY.format(new Date(iso))} kl.\u00a0${clock(iso)}`;
}

/** `22 november 2026` */
export function day(iso) {
  return FULL_DAY.format(new Date(iso));
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
