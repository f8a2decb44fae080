/** An article as an answer: the short one, then more, then how far one can trust it. */

import { day } from "../dates.js";
import { articleText, element, icon, inLanguage, linkOut } from "../dom.js";
import { drawChoices } from "./choices.js";

export function drawAnswer(message, reader) {
  const { article } = message;
  const lang = inLanguage(article.language);
  return [
    message.notice && element("p", { class: "note", ...inLanguage(message.language) }, message.notice),
    element("h2", { class: "answer__title", ...lang }, article.title),
    articleText(article.lead_html, lang),
    article.rest_html && drawRest(article, lang),
    !article.confirmed && drawUnconfirmed(article),
    drawFacts(article),
    drawChoices(message, reader, "Hjälpte svaret?"),
  ];
}

function drawRest(article, lang) {
  return element(
    "details",
    { class: "more" },
    element("summary", {}, "Läs mer", element("span", { class: "unseen" }, ` om ${article.title}`)),
    articleText(article.rest_html, lang),
  );
}

function drawUnconfirmed({ function: owner }) {
  return element(
    "p",
    { class: "note note--caution answer__caution" },
    icon("warning"),
    element(
      "span",
      {},
      "Uppgifterna är inte bekräftade av kommunen ännu. ",
      `Kontrollera med ${owner} innan ni räknar med dem.`,
    ),
  );
}

function drawFacts({ source, function: owner, reviewed_on: reviewed }) {
  return element(
    "ul",
    { class: "plain answer__facts" },
    element("li", {}, "Källa: ", sourceOf(source)),
    element("li", {}, `Ansvarig: ${owner}`),
    element("li", {}, `Granskad ${day(reviewed)}`),
  );
}

/** Addresses are long and say little; the site they lead to says whose words these are. */
function sourceOf(source) {
  try {
    const { protocol, hostname } = new URL(source);
    return /^https?:$/.test(protocol) ? linkOut(source, hostname.replace(/^www\./, "")) : source;
  } catch {
    return source; // words, not an address
  }
}
