/** Own questions, put to what is live and to the draft. */

import { element } from "/static/design/dom.js";
import { ask } from "/static/design/staff.js";
import { actOnForms } from "./forms.js";

const own = document.getElementById("own");
const place = document.getElementById("own-tried");

own.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.submitter;
  button?.setAttribute("disabled", "");
  try {
    const { tried } = await ask(own.dataset.url, { questions: own.elements.questions.value });
    place.replaceChildren(element("ul", { class: "plain stack" }, tried.map(drawTried)));
  } catch (problem) {
    place.replaceChildren(element("p", { class: "note note--problem" }, problem.message));
  } finally {
    button?.removeAttribute("disabled");
  }
});

function drawTried({ question, verdict, tone, now, then }) {
  const badge = { class: tone ? `badge badge--${tone}` : "badge" };
  return element(
    "li",
    { class: "tried" },
    element("p", {}, element("strong", {}, question), " ", element("span", badge, verdict)),
    element(
      "dl",
      { class: "tried__two" },
      element("dt", {}, "Nu"),
      element("dd", {}, now),
      element("dt", {}, "Med den här texten"),
      element("dd", {}, then),
    ),
  );
}

actOnForms();
