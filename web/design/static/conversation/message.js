/** One message, whoever has sent it. */

import { stamp } from "../dates.js";
import { element, inLanguage } from "../dom.js";
import { carried } from "../texts.js";
import { drawAnswer } from "./answer.js";
import { drawChoices } from "./choices.js";
import { drawFile, drawFileRequest } from "./file.js";
import { drawPassOn } from "./pass_on.js";
import { drawReceipt } from "./receipt.js";

const KINDS = {
  text: (message) => [drawText(message)],
  notice: (message) => [drawText(message)],
  clarify: (message, reader) => [drawText(message), drawChoices(message, reader)],
  answer: drawAnswer,
  pass_on: drawPassOn,
  receipt: drawReceipt,
  file_request: drawFileRequest,
  file: (message, reader) => [drawFile(message, reader)],
};

/**
 * The list item of a message, for its reader: `names` says what each kind of sender is called,
 * `choose(choice)`, if there is one, makes the choices buttons, `beneath(message)` adds to it.
 * A file is got by `fileLink(id)`, or by `saveFile(id, name)`.
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
      "data-seq": message.seq,
    },
    drawSender(message, reader),
    drawBody(message, draw(message, reader)),
    reader.beneath?.(message),
  );
}

function drawText({ text, language }) {
  return element("p", { class: "message__text", ...inLanguage(language) }, text);
}

/** What stands around the words of a message is in its language, where the page has that. */
function drawBody({ language }, drawn) {
  const lang = language ? inLanguage(carried(language)) : {};
  return element("div", { class: "message__body", ...lang }, drawn);
}

function drawSender({ from, by, at }, reader) {
  const called = reader.names[from];
  return element(
    "p",
    { class: "message__sender" },
    element("span", { class: `face face--${from}`, "aria-hidden": "true" }, by?.name.slice(0, 1)),
    element(
      "span",
      { class: "message__name" },
      typeof called === "function" ? called(by) : called,
    ),
    " ",
    element("time", { datetime: at }, stamp(at)),
  );
}
