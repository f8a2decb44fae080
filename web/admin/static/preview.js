/** Shows the article as the chat will, a moment after the last key: the server makes the answer, and
 * what draws answers in the chat draws it here. */

import { drawAnswer } from "/static/design/conversation/answer.js";
import { element } from "/static/design/dom.js";
import { ask } from "/static/design/staff.js";
import { articleIn } from "./fields.js";

const PAUSE = 300; // ms
const ONLY_LOOKS = {}; // a reader who can choose nothing

export function showPreview(form, place) {
  let timer = 0;
  let latest = 0;

  async function draw() {
    const mine = ++latest;
    const { body, title, source, topic, function: owner, language, ...rest } = articleIn(form);
    const { verified_on, to_verify } = rest;
    const written = { body, title: title || "Titel", source, topic, function: owner, language, verified_on, to_verify };
    try {
      const answer = await ask("/api/admin/preview", written);
      if (mine !== latest) return; // a later one is on its way
      const isOpen = place.querySelector(".more")?.open ?? true;
      place.replaceChildren(...drawAnswer(answer, ONLY_LOOKS).filter(Boolean));
      place.querySelector(".more")?.toggleAttribute("open", isOpen);
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
