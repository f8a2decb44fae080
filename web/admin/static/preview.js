/** Shows the article as the chat will, a moment after the last key. */

import { articleText, element } from "/static/design/dom.js";
import { ask } from "/static/design/staff.js";

const PAUSE = 300; // ms

export function showPreview(form, place) {
  let timer = 0;
  let latest = 0;

  async function draw() {
    const mine = ++latest;
    const { title, body } = form.elements;
    try {
      const text = await ask("/api/admin/preview", { body: body.value.replaceAll("\r\n", "\n") });
      if (mine !== latest) return; // a later one is on its way
      place.lang = form.elements.language.value;
      place.replaceChildren(
        element("h3", { class: "answer__title" }, title.value || "Titel"),
        articleText(text.lead_html),
        ...(text.rest_html ? [drawRest(text.rest_html)] : []),
      );
    } catch (problem) {
      place.replaceChildren(element("p", { class: "quiet" }, problem.message));
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE);
  });
  draw();
}

function drawRest(html) {
  return element(
    "details",
    { class: "more", open: true },
    element("summary", {}, "Läs mer"),
    articleText(html),
  );
}
