/** The queue as it is now, or what a search has found. */

import { problemOf } from "/static/design/api.js";
import { Stream } from "/static/design/stream.js";
import { toLogin } from "/static/design/staff.js";
import { Alarm } from "./alarm.js";
import { walkByKeys } from "./keys.js";
import { Rows } from "./row.js";
import { showFilters } from "./filters.js";
import { keepPlace } from "./place.js";

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

/** Says which enquiries have come since the last look, and where one has been named; not those
 * that were there at first. */
function tellOfNew({ to_answer: toAnswer, mentioned, enquiries }) {
  const now = [
    ...toAnswer.map((number) => ({ key: number, number, title: "Ny fråga till dig" })),
    ...mentioned.map((number) => ({ key: `@${number}`, number, title: "Du är nämnd" })),
  ];
  const fresh = known === NONE_YET ? [] : now.filter(({ key }) => !known.has(key));
  known = new Set([...(known ?? []), ...now.map(({ key }) => key)]);
  // Who is named again later, hears it again.
  const left = new Set(now.map(({ key }) => key));
  for (const key of known) if (key.startsWith("@") && !left.has(key)) known.delete(key);
  alarm.waiting(fresh, now);
  if (!fresh.length) return;
  const words = new Map(
    enquiries.map((one) => [one.number, `Ny fråga till ${one.function}: ${one.question}`]),
  );
  const told = ({ key, number, title }) =>
    (key === number && words.get(number)) || `${title}: ${number}`;
  news.textContent = fresh.map(told).join(" ");
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

keepPlace(location.search);
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
