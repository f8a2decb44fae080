/** What people have asked: shown when one wants it, taken into the article one press at a time. */

import { call } from "/static/design/api.js";
import { element } from "/static/design/dom.js";

export function offerAsked(place, field) {
  const opener = place.querySelector("button");
  const list = place.querySelector("ul");
  const told = place.querySelector("[role=status]");

  opener.addEventListener("click", async () => {
    opener.disabled = true;
    try {
      const { asked } = await call("GET", place.dataset.url);
      list.replaceChildren(...asked.map(draw));
      told.textContent = asked.length ? `${asked.length} frågor` : "Ingen har frågat något som passar än.";
    } catch (problem) {
      told.textContent = problem.message;
    } finally {
      opener.disabled = false;
    }
  });

  function draw({ question, why }) {
    const button = element("button", { class: "button", type: "button" }, "Ta med", element("span", { class: "unseen" }, `: ${question}`));
    const item = element("li", { class: "tried" }, element("p", {}, question, " ", element("span", { class: "quiet" }, why)), button);
    button.addEventListener("click", () => take(question, item));
    return item;
  }

  function take(question, item) {
    field.value = [field.value.trimEnd(), question].filter(Boolean).join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    (next?.querySelector("button") ?? opener).focus();
    told.textContent = `Tog med: ${question}. Spara artikeln när du är klar.`;
  }
}
