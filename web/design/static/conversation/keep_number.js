/** Lets the visitor take number and secret along, as far as the device can. */

import { moment } from "../dates.js";
import { element } from "../dom.js";
import { text } from "../texts.js";

const ON_PHONE = window.matchMedia("(pointer: coarse)");

export function inFours(secret) {
  return secret.match(/.{1,4}/g)?.join("-") ?? "";
}

export function keepNumber(receipt, key) {
  const { language } = receipt;
  const done = element("span", { role: "status" });
  const keep = async () => {
    const how = await kept(inWords(receipt, key));
    done.textContent = how && text(how, {}, language);
  };
  const button = element(
    "button",
    { class: "button", type: "button", onclick: keep },
    text("receipt-keep", {}, language),
  );
  return element("div", { class: "receipt__keep" }, button, done);
}

/** The id of the text that tells how it went. */
async function kept(words) {
  try {
    if (ON_PHONE.matches && navigator.share) {
      await navigator.share({ text: words });
      return "receipt-shared";
    }
    await navigator.clipboard.writeText(words);
    return "receipt-copied";
  } catch (error) {
    // Closed without sharing: nothing went wrong.
    return error.name === "AbortError" ? "" : "receipt-not-copied";
  }
}

/** What stands after the # of the link is never sent to a server. */
function inWords({ number, function: owner, answer_by: by, language }, { id, secret }) {
  const address = `${location.origin}${location.pathname}#${id}.${secret}`;
  const when = moment(by, language);
  const given = { number, secret: inFours(secret), function: owner, moment: when, address };
  return text("receipt-in-words", given, language);
}
