/** A matter of others: who has it, and how to reach them. */

import { element, inLanguage } from "../dom.js";
import { text } from "../texts.js";
import { drawChoices } from "./choices.js";

export function drawPassOn(message, reader) {
  return [
    element("p", { class: "message__text", ...inLanguage(message.language) }, message.text),
    drawContact(message.contact, message.language),
    drawChoices(message, reader),
  ];
}

/** What the municipality has not confirmed is not in the message, and so not here. */
function drawContact(contact, language) {
  const { function: name, committee, email, phone, visiting_address: address } = contact;
  const words = (id, args) => text(id, args, language);
  const dialled = phone?.replace(/[^+\d]/g, "");
  return element(
    "div",
    { class: "card" },
    element("h2", { class: "card__title" }, name),
    element("p", { class: "quiet" }, committee),
    phone && reached(words("contact-phone"), `tel:${dialled}`, phone),
    email && reached(words("contact-email"), `mailto:${email}`, email),
    address && element("p", {}, words("contact-visit", { address })),
  );
}

function reached(by, href, at) {
  return element("p", {}, `${by} `, element("a", { href }, at));
}
