/** What is known of an enquiry. */

import { deadline, moment, stamp } from "/static/design/dates.js";
import { element, icon, linkOut } from "/static/design/dom.js";

export function showFacts(list, one) {
  const facts = [
    ["Hos", one.function],
    ["Handläggare", one.agent ?? "Ingen än"],
    ["Svar senast", one.closed ? moment(one.deadline) : drawDeadline(one)],
    ...(one.held_until ? [["Pausad till", moment(one.held_until)]] : []),
    ...(one.outcome_name ? [["Slutade", one.outcome_name]] : []),
    ...(one.joined_to ? [["Fortsätter i", drawLink(one.joined_to)]] : []),
    ...(one.survey ? [["Fick de hjälp?", one.survey]] : []),
    ...(one.mail ? [["Svar går också till", one.mail]] : []),
    ["Kom in", stamp(one.opened_at)],
    ["Ämne", one.topic_name],
    ["Varför hit", one.reason_name],
    ["Språk", drawLanguage(one)],
    ...Object.entries(one.details_named),
    ...(one.history.length ? [["Hänt", drawHistory(one.history)]] : []),
    ...(one.note ? [["Anteckning", one.note]] : []),
  ];
  list.replaceChildren(...facts.map(drawFact));
}

function drawFact([name, value]) {
  return element("div", {}, element("dt", {}, name), element("dd", {}, value));
}

function drawLink(number) {
  return element("a", { href: `/desk/${number}` }, `Fråga ${number}`);
}

/** The words of the question stay here: whoever translates chooses what to paste there. */
const TRANSLATOR = "https://translate.google.com/?tl=sv&sl=";

function drawLanguage({ language, language_name: name, language_note: note }) {
  if (language === "sv") return name;
  const link = linkOut(`${TRANSLATOR}${language}`, "Öppna en översättare");
  const care = element("span", { class: "facts__line" }, "Klistra inte in namn eller uppgifter om personer.");
  return [element("span", { class: "facts__line" }, name), note && `${note} `, link, care].filter(Boolean);
}

function drawHistory(history) {
  return history.map(({ at, words }) =>
    element("span", { class: "facts__line" }, `${stamp(at)}: ${words}`),
  );
}

function drawDeadline(one) {
  const { isLate, words } = deadline(one.deadline);
  return [
    element("span", { class: "facts__line" }, moment(one.deadline)),
    element(
      "strong",
      { class: isLate ? "left is-late" : "left" },
      icon(isLate ? "warning" : "clock"),
      words,
    ),
  ];
}
