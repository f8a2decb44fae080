/** A matter of others: who has it, and how to reach them. */

import { element, inLanguage } from "../dom.js";
import { drawChoices } from "./choices.js";

export function drawPassOn(message, reader) {
  return [
    element("p", { class: "message__text", ...inLanguage(message.language) }, message.text),
    drawContact(message.contact),
    drawChoices(message, reader),
  ];
}

/** What the municipality has not confirmed is not in the message, and so not here. */
function drawContact({ function: name, committee, email, phone, visiting_address: address }) {
  return element(
    "div",
    { class: "card" },
    element("h2", { class: "card__title" }, name),
    element("p", { class: "quiet" }, committee),
    phone &&
      element(
        "p",
        {},
        "Telefon: ",
        element("a", { href: `tel:${phone.replace(/[^+\d]/g, "")}` }, phone),
      ),
    email && element("p", {}, "E-post: ", element("a", { href: `mailto:${email}` }, email)),
    address && element("p", {}, `Besök: ${address}`),
  );
}
