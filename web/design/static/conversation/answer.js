/** An article as an answer: the short one, then more, then how far one can trust it. */

import { day } from "../dates.js";
import { articleText, element, icon, inLanguage, linkOut } from "../dom.js";
import { text } from "../texts.js";
import { drawChoices } from "./choices.js";

export function drawAnswer(message, reader) {
  const { article, language } = message;
  const lang = inLanguage(article.language);
  return [
    message.notice && element("p", { class: "note", ...inLanguage(language) }, message.notice),
    element("h2", { class: "answer__title", ...lang }, article.title),
    articleText(article.lead_html, lang),
    article.rest_html && drawRest(article, language),
    !article.confirmed && drawUnconfirmed(article, language),
    drawFacts(article, language),
    drawChoices(message, reader, text("answer-helped", {}, language)),
  ];
}

function drawRest({ title, rest_html: rest, language: written }, language) {
  const about = ` ${text("answer-more-about", { title }, language)}`;
  return element(
    "details",
    { class: "more" },
    element(
      "summary",
      {},
      text("answer-more", {}, language),
      element("span", { class: "unseen" }, about),
    ),
    articleText(rest, inLanguage(written)),
  );
}

function drawUnconfirmed({ function: owner }, language) {
  return element(
    "p",
    { class: "note note--caution answer__caution" },
    icon("warning"),
    element("span", {}, text("answer-unconfirmed", { function: owner }, language)),
  );
}

function drawFacts({ source, function: owner, reviewed_on: reviewed }, language) {
  const when = day(reviewed, language);
  return element(
    "ul",
    { class: "plain answer__facts" },
    element("li", {}, `${text("answer-source", {}, language)} `, sourceOf(source)),
    element("li", {}, text("answer-function", { function: owner }, language)),
    element("li", {}, text("answer-reviewed", { day: when }, language)),
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
