/** A matter of others: who has it, and how to reach them. */

import { element, inLanguage } from "../dom.js";
import { drawChoices } from "./choices.js";
import { ways } from "./contact.js";

export function drawPassOn(message, reader) {
  return [
    element("p", { class: "message__text", ...inLanguage(message.language) }, message.text),
    drawContact(message.contact, message.language),
    drawChoices(message, reader),
  ];
}

function drawContact(contact, language) {
  const { function: name, committee } = contact;
  return element(
    "div",
    { class: "card" },
    element("h2", { class: "card__title" }, name),
    element("p", { class: "quiet" }, committee),
    ways(contact, language),
  );
}
