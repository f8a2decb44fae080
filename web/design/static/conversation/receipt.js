/** The receipt of a question that a person will answer. */

import { moment } from "../dates.js";
import { element, icon } from "../dom.js";
import { keepNumber } from "./keep_number.js";

const CLOSED = "Det är stängt just nu. Frågan ligger kvar tills de öppnar.";

/** The visitor may keep the number; an agent has it already. */
export function drawReceipt(message, reader) {
  return [
    element("h2", { class: "card__title receipt__title" }, icon("check"), "Din fråga är mottagen"),
    element("p", {}, "En människa svarar dig här i chatten."),
    element(
      "dl",
      { class: "facts" },
      fact("Nummer", element("strong", { class: "receipt__number" }, message.number)),
      fact("Hos", message.function),
      fact(
        "Svar senast",
        element("time", { datetime: message.answer_by }, moment(message.answer_by)),
      ),
    ),
    !message.open_now && element("p", { class: "quiet" }, CLOSED),
    reader.isVisitor &&
      element("p", { class: "quiet" }, "Spara numret. Med det hittar kommunen din fråga."),
    reader.isVisitor && keepNumber(message),
  ];
}

function fact(name, value) {
  return element("div", {}, element("dt", {}, name), element("dd", {}, value));
}
