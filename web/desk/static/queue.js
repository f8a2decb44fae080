/** The queue, as it is now. */

import { Stream } from "/static/design/stream.js";
import { toLogin } from "/static/design/staff.js";
import { Rows } from "./row.js";

const TITLE = document.title;
const A_MINUTE = 60_000;
const NONE_YET = null;

const [connection, news] = ["connection", "news"].map((id) => document.getElementById(id));
const mine = new Rows("mine");
const waiting = new Rows("waiting");
let known = NONE_YET;

function received({ enquiries }) {
  const unclaimed = enquiries.filter((one) => !one.agent);
  const own = enquiries.filter((one) => one.mine);
  mine.show(own);
  waiting.show(unclaimed);
  tellOfNew(unclaimed);
  const todo = unclaimed.length + own.filter((one) => one.unanswered).length;
  document.title = todo ? `(${todo}) ${TITLE}` : TITLE;
}

/** Says which enquiries have come since the last look; not those that were there at first. */
function tellOfNew(unclaimed) {
  const fresh = known === NONE_YET ? [] : unclaimed.filter((one) => !known.has(one.number));
  known = new Set(unclaimed.map((one) => one.number));
  if (fresh.length) {
    news.textContent = fresh
      .map((one) => `Ny fråga till ${one.function}: ${one.question}`)
      .join(" ");
  }
}

new Stream("/api/desk/events", {
  received,
  connected: (isConnected) => (connection.textContent = isConnected ? "" : "Ansluter igen…"),
  refused: toLogin,
}).start();

// Time passes although nothing happens.
setInterval(() => [mine, waiting].forEach((rows) => rows.showAgain()), A_MINUTE);
