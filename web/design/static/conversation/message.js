/** One message, whoever has sent it. */

import { stamp } from "../dates.js";
import { element, inLanguage } from "../dom.js";
import { drawAnswer } from "./answer.js";
import { drawChoices } from "./choices.js";
import { drawPassOn } from "./pass_on.js";
import { drawReceipt } from "./receipt.js";

const KINDS = {
  text: ({ text }) => [element("p", { class: "message__text" }, text)],
  notice: ({ text }) => [element("p", { class: "message__text" }, text)],
  clarify: (message, reader) => [
    element("p", { class: "message__text", ...inLanguage(message.language) }, message.text),
    drawChoices(message, reader),
  ],
  answer: drawAnswer,
  pass_on: drawPassOn,
  receipt: drawReceipt,
};

/**
 * The list item of a message, for its reader: `names` says what each kind of sender is called,
 * `choose(choice)`, if there is one, makes the choices buttons, `beneath(message)` adds to it.
 */
export function drawMessage(message, reader) {
  // A kind that this page does not know yet still has its words.
  const draw = KINDS[message.kind] ?? KINDS.text;
  return element(
    "li",
    {
      class: `message message--${message.from} message--${message.kind}`,
      "data-from": message.from,
      "data-id": message.id,
    },
    drawSender(message, reader),
    element("div", { class: "message__body" }, draw(message, reader)),
    reader.beneath?.(message),
  );
}

function drawSender({ from, name, at }, reader) {
  const called = reader.names[from];
  return element(
    "p",
    { class: "message__sender" },
    element("span", { class: `face face--${from}`, "aria-hidden": "true" }, name?.slice(0, 1)),
    element(
      "span",
      { class: "message__name" },
      typeof called === "function" ? called(name) : called,
    ),
    " ",
    element("time", { datetime: at }, stamp(at)),
  );
}
