/** What one can answer by pressing instead of writing. */

import { element } from "../dom.js";
import { text } from "../texts.js";
import { newId } from "./id.js";

/** Buttons for the visitor. An agent sees what was offered. The style sheet takes them away once
 * the visitor has gone on; the question, if any, is put above them. */
export function drawChoices({ choices = [], language }, reader, question = "") {
  if (!choices.length) return null;
  const labelled = question
    ? { "aria-labelledby": `question-${newId()}` }
    : { "aria-label": text("answer-choices", {}, language) };
  return element(
    "div",
    { class: "choices", role: "group", ...labelled },
    question &&
      element("p", { class: "choices__question", id: labelled["aria-labelledby"] }, question),
    element(
      "ul",
      { class: "plain choices__list" },
      choices.map((choice) => drawChoice(choice, reader)),
    ),
  );
}

function drawChoice(choice, { choose }) {
  if (!choose) return element("li", { class: "choices__offered" }, choice.title);
  const onclick = () => choose(choice);
  return element(
    "li",
    {},
    element("button", { class: "button choice", type: "button", onclick }, choice.title),
  );
}
