/** When someone else has saved meanwhile: what differs, and the choice that is left. Nothing is
 * written over before it has been seen. */

import { element } from "/static/design/dom.js";
import { ask } from "/static/design/staff.js";

const KINDS = { removed: ["del", "Borttaget: "], added: ["ins", "Tillagt: "] };

/** Shows the difference in `place`. `keep` is called when the editor wants their own text saved
 * after the other's. */
export async function showTheirs(place, article, keep) {
  const theirs = await ask("/api/admin/difference", { based_on: 0, article });
  const mine = element("button", { class: "button", type: "button" }, "Spara min text som nästa version");
  mine.addEventListener("click", () => keep(theirs.version));
  const link = { class: "button", href: `/admin/articles/${article.id}`, target: "_blank" };
  place.replaceChildren(
    element("h2", {}, "Någon annan har sparat artikeln"),
    element("p", {}, `${theirs.by} sparade version ${theirs.version} ${theirs.at}. Så skiljer sig din text från den:`),
    drawChanges(theirs.changes),
    element("div", { class: "buttons" }, mine, element("a", link, "Öppna den andras text i en ny flik")),
  );
  place.hidden = false;
  place.focus();
}

function drawChanges(changes) {
  if (!changes.length) return element("p", {}, "Texterna är lika.");
  return element(
    "dl",
    { class: "changes" },
    changes.flatMap(({ field, pieces }) => [
      element("dt", {}, field),
      element("dd", { class: "changes__text" }, pieces.map(drawPiece)),
    ]),
  );
}

function drawPiece({ kind, text }) {
  const [tag, said] = KINDS[kind] ?? [];
  return tag ? element(tag, {}, element("span", { class: "unseen" }, said), text) : text;
}
