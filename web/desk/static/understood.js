/** What the bot understood of a visitor's message, folded away beneath it. */

import { element } from "/static/design/dom.js";

const percent = new Intl.NumberFormat("sv-SE", { style: "percent" });
const score = new Intl.NumberFormat("sv-SE", { maximumFractionDigits: 2 });

export function drawUnderstood({ trace }) {
  if (!trace) return null;
  if (trace.page) return element("p", { class: "quiet" }, `Chatten öppnades på ${trace.page}`);
  const {
    topic_name: topic,
    intent_name: intent,
    decision_name: decision,
    confidence,
    articles = [],
  } = trace;
  const known = [
    ["Ämne", topic],
    ["Avsikt", intent && `${intent} (${percent.format(confidence)} säker)`],
    ["Gjorde", decision],
    ["Artiklar", articles.length > 0 && drawArticles(articles)],
  ].filter(([, value]) => value);
  return element(
    "details",
    { class: "more understood" },
    element("summary", {}, "Vad boten förstod"),
    element(
      "dl",
      { class: "facts" },
      known.map(([name, value]) =>
        element("div", {}, element("dt", {}, name), element("dd", {}, value)),
      ),
    ),
  );
}

function drawArticles(articles) {
  return element(
    "ol",
    { class: "plain" },
    articles.map((one) => element("li", {}, `${one.title} (${score.format(one.score)})`)),
  );
}
