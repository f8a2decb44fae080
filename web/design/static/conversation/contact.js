/** How a function is reached. What the municipality has not confirmed is not in the message, and so
 * not here. */

import { element } from "../dom.js";
import { text } from "../texts.js";

/** One line for each way. */
export function ways({ email, phone, visiting_address: address }, language) {
  const words = (id, args) => text(id, args, language);
  const dialled = phone?.replace(/[^+\d]/g, "");
  return [
    phone && reached(words("contact-phone"), `tel:${dialled}`, phone),
    email && reached(words("contact-email"), `mailto:${email}`, email),
    address && element("p", {}, words("contact-visit", { address })),
  ];
}

function reached(by, href, at) {
  return element("p", {}, `${by} `, element("a", { href }, at));
}
