/** The receipt of a question that a person will answer. */

import { moment } from "../dates.js";
import { element, icon } from "../dom.js";
import { keepNumber } from "./keep_number.js";

const CLOSED = "Det är stängt just nu. Frågan ligger kvar tills de öppnar.";

/** `reader.code()` gives the visitor's secret; an agent has none and sees none. */
export function drawReceipt(message, reader) {
  const code = reader.code && inGroups(reader.code());
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
      code && fact("Kod", element("span", { class: "receipt__code" }, code)),
    ),
    !message.open_now && element("p", { class: "quiet" }, CLOSED),
    code &&
      element(
        "p",
        { class: "quiet" },
        "Spara numret och koden. Med båda kommer du tillbaka till frågan, även från en annan enhet.",
      ),
    code && keepNumber(message, code),
  ];
}

/** Four letters at a time can be written down. */
function inGroups(secret) {
  return secret.match(/.{1,4}/g).join(" ");
}

function fact(name, value) {
  return element("div", {}, element("dt", {}, name), element("dd", {}, value));
}
