/** How it goes with a message of one's own, beneath it. */

import { element } from "../dom.js";

const WORDS = {
  sending: "Skickas…",
  waiting: "Inte skickat än. Vi fortsätter att försöka.",
  sent: "Skickat",
};

/** retry() and drop() are what its writer can do when it has failed. */
export function showDelivery(item, how, problem, { retry, drop }) {
  item.className = `${item.className.replace(/ is-\w+/g, "")} is-${how}`;
  const delivery = element("div", { class: "message__delivery" });
  if (how === "failed") {
    delivery.append(
      element("p", {}, `Kunde inte skickas. ${problem}`),
      element("button", { class: "button", type: "button", onclick: retry }, "Försök igen"),
      element("button", { class: "button", type: "button", onclick: drop }, "Ta bort"),
    );
  } else {
    delivery.append(element("p", {}, WORDS[how]));
  }
  item.querySelector(".message__delivery")?.remove();
  item.append(delivery);
}
