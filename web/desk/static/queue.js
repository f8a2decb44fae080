/** The queue as it is now, or what a search has found. */

import { problemOf } from "/static/design/api.js";
import { Stream } from "/static/design/stream.js";
import { toLogin } from "/static/design/staff.js";
import { Alarm } from "./alarm.js";
import { walkByKeys } from "./keys.js";
import { Rows } from "./row.js";
import { showFilters } from "./filters.js";

const TITLE = document.title;
const A_MINUTE = 60_000;
const NONE_YET = null;

const [connection, news, overlooked] = ["connection", "news", "overlooked"].map((id) =>
  document.getElementById(id),
);
const searched = new URLSearchParams(location.search).get("q");
const rows = new Rows();
const alarm = new Alarm();
let known = NONE_YET;

function received(view) {
  rows.show(view.enquiries);
  showFilters(view);
  tellOfNew(view);
  overlooked.textContent = view.overlooked;
  const { unanswered } = view.counts;
  document.title = unanswered ? `(${unanswered}) ${TITLE}` : TITLE;
}

/** Says which enquiries have come since the last look; not those that were there at first. */
function tellOfNew({ to_answer: now, enquiries }) {
  const fresh = known === NONE_YET ? [] : now.filter((number) => !known.has(number));
  known = new Set([...(known ?? []), ...now]);
  alarm.waiting(fresh, now);
  if (!fresh.length) return;
  const words = new Map(
    enquiries.map((one) => [one.number, `Ny fråga till ${one.function}: ${one.question}`]),
  );
  news.textContent = fresh.map((number) => words.get(number) ?? `Ny fråga ${number}`).join(" ");
}

async function showFound() {
  const response = await fetch(`/api/desk/search?q=${encodeURIComponent(searched)}`);
  if (response.status === 401) return toLogin();
  if (!response.ok) {
    connection.textContent = (await problemOf(response)).message;
    return;
  }
  const { enquiries } = await response.json();
  rows.show(enquiries);
  const count = enquiries.length;
  connection.textContent = count === 1 ? "1 fråga passar." : `${count} frågor passar.`;
}

walkByKeys(document.getElementById("rows"));
if (searched?.trim()) {
  showFound();
} else {
  new Stream(`/api/desk/events${location.search}`, {
    received,
    connected: (isConnected) => (connection.textContent = isConnected ? "" : "Ansluter igen…"),
    refused: toLogin,
  }).start();
}

// Time passes although nothing happens.
setInterval(() => rows.showAgain(), A_MINUTE);
