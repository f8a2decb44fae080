/** The receipt of a question that a person will answer. */

import { moment } from "../dates.js";
import { element, icon } from "../dom.js";
import { text } from "../texts.js";
import { ways } from "./contact.js";
import { inFours, keepNumber } from "./keep_number.js";

/** The visitor may keep the number; an agent has it already. */
export function drawReceipt(message, reader) {
  const { number, function: owner, answer_by: by, language } = message;
  const words = (id) => text(id, {}, language);
  const when = element("time", { datetime: by }, moment(by, language));
  return [
    element("h2", { class: "card__title receipt__title" }, icon("check"), words("receipt-title")),
    element("p", {}, words("receipt-person-answers")),
    element(
      "dl",
      { class: "facts" },
      fact(words("receipt-number"), element("strong", { class: "receipt__number" }, number)),
      reader.isVisitor && fact(words("receipt-secret"), drawSecret(reader.key())),
      fact(words("receipt-function"), owner),
      fact(words("receipt-answer-by"), when),
    ),
    !message.open_now && element("p", { class: "quiet" }, words("receipt-closed")),
    reader.isVisitor && element("p", { class: "quiet" }, words("receipt-keep-why")),
    reader.isVisitor && keepNumber(message, reader.key()),
    message.contact && drawOtherWays(message.contact, language),
    reader.byMail &&
      element(
        "button",
        { class: "button", type: "button", onclick: reader.byMail },
        words("receipt-by-mail"),
      ),
  ];
}

/** In fours, as one writes it down. */
function drawSecret({ secret = "" }) {
  return element("strong", { class: "receipt__number", translate: "no" }, inFours(secret));
}

function drawOtherWays(contact, language) {
  const title = text("receipt-other-ways", {}, language);
  return element(
    "section",
    { class: "receipt__ways" },
    element("h3", { class: "receipt__heading" }, title),
    ways(contact, language),
  );
}

function fact(name, value) {
  return element("div", {}, element("dt", {}, name), element("dd", {}, value));
}
