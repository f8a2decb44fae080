/** How it goes with a message of one's own, beneath it. */

import { element } from "../dom.js";
import { text } from "../texts.js";

const WORDS = {
  sending: "chat-sending",
  waiting: "chat-not-sent-yet",
  sent: "chat-sent",
};

/** retry() and drop() are what its writer can do when it has failed. */
export function showDelivery(item, how, { problem, code }, { retry, drop }) {
  item.className = `${item.className.replace(/ is-\w+/g, "")} is-${how}`;
  const delivery = element("div", { class: "message__delivery" });
  if (how === "failed") {
    const again = code === "elsewhere" ? "chat-send-here" : "chat-retry";
    delivery.append(
      element("p", {}, text("chat-failed", { problem })),
      element("button", { class: "button", type: "button", onclick: retry }, text(again)),
      element("button", { class: "button", type: "button", onclick: drop }, text("chat-drop")),
    );
  } else {
    delivery.append(element("p", {}, text(WORDS[how])));
  }
  item.querySelector(".message__delivery")?.remove();
  item.append(delivery);
}
