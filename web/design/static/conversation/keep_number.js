/** Lets the visitor take number along, as far as the device can. */

import { moment } from "../dates.js";
import { element } from "../dom.js";

const ON_PHONE = window.matchMedia("(pointer: coarse)");

export function keepNumber(receipt) {
  const done = element("span", { role: "status" });
  const keep = async () => (done.textContent = await kept(inWords(receipt)));
  const button = element(
    "button",
    { class: "button", type: "button", onclick: keep },
    "Spara numret",
  );
  return element("div", { class: "receipt__keep" }, button, done);
}

async function kept(text) {
  try {
    if (ON_PHONE.matches && navigator.share) {
      await navigator.share({ text });
      return "Klart.";
    }
    await navigator.clipboard.writeText(text);
    return "Kopierat. Klistra in det där du hittar det igen.";
  } catch (error) {
    // Closed without sharing: nothing went wrong.
    return error.name === "AbortError"
      ? ""
      : "Det gick inte att kopiera. Skriv upp numret.";
  }
}

function inWords({ number, function: name, answer_by: by }) {
  const address = `${location.origin}${location.pathname}`;
  return `Fråga ${number} till ${name}. Svar senast ${moment(by)}. ${address}`;
}
