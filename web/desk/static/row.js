/** A list of enquiries, each a row that leads to it. */

import { deadline, duration, moment } from "/static/design/dates.js";
import { element, icon } from "/static/design/dom.js";
import { othersLook } from "./looking.js";

export class Rows {
  #list = document.getElementById("rows");
  #none = document.getElementById("none");
  #items = new Map(); // by number
  #enquiries = [];

  show(enquiries) {
    this.#enquiries = enquiries;
    this.showAgain();
  }

  showAgain() {
    const items = this.#enquiries.map((one) => this.#item(one));
    this.#items = new Map(this.#enquiries.map((one, index) => [one.number, items[index]]));
    this.#arrange(items);
    this.#none.hidden = items.length > 0;
  }

  #arrange(items) {
    const shown = [...this.#list.children];
    if (shown.length === items.length && shown.every((item, index) => item === items[index]))
      return;
    const focused = document.activeElement;
    this.#list.replaceChildren(...items);
    focused.focus({ preventScroll: true }); // moving a row takes the focus from it
  }

  /** The same enquiry keeps its item, and so its link keeps the focus. */
  #item(one) {
    const item = this.#items.get(one.number) ?? drawRow(one.number);
    item.classList.toggle("row--unanswered", one.mine && one.unanswered);
    item.querySelector(".row__link").textContent = one.question || "(utan ord)";
    item.querySelector(".row__facts").replaceChildren(...drawFacts(one));
    return item;
  }
}

function drawRow(number) {
  return element(
    "li",
    { class: "row" },
    element("p", { class: "row__number" }, number),
    element(
      "p",
      { class: "row__question" },
      element("a", { class: "row__link", href: `/desk/${number}` }),
    ),
    element("div", { class: "row__facts" }),
  );
}

function drawFacts(one) {
  const foreign = one.language === "sv" ? "" : ` · ${one.language_name}`;
  const { isLate, words } = deadline(one.deadline);
  const due = element(
    "p",
    {
      class: isLate ? "row__deadline is-late" : "row__deadline",
      title: `Svar senast ${moment(one.deadline)}`,
    },
    icon(isLate ? "warning" : "clock"),
    element("span", {}, element("span", { class: "unseen" }, "Svar: "), words),
  );
  const waited = `Väntat ${duration(new Date() - new Date(one.opened_at))}`;
  return [
    element(
      "div",
      {},
      element("p", {}, one.function),
      element("p", { class: "quiet" }, one.topic_name, foreign),
      ...(one.step ? [element("p", { class: "row__step" }, icon("warning"), one.step)] : []),
    ),
    element("div", {}, due, element("p", { class: "quiet" }, waited)),
    drawStanding(one),
  ];
}

function drawStanding(one) {
  const looking = one.looking?.length ? othersLook(one.looking, { also: false }) : "";
  return element(
    "div",
    {},
    drawWhere(one),
    one.mentioned && element("p", {}, element("span", { class: "badge badge--caution" }, "Du är nämnd")),
    looking && element("p", { class: "quiet" }, looking),
  );
}

function drawWhere({ agent, mine, unanswered, closed, held_until: until }) {
  if (closed) return element("p", { class: "quiet" }, "Avslutad");
  if (until && new Date(until) > new Date())
    return element("p", { class: "quiet" }, `Pausad till ${moment(until)}`);
  if (!agent) return element("p", { class: "quiet" }, "Ingen har den");
  if (mine && unanswered)
    return element("span", { class: "badge badge--caution" }, "Väntar på ditt svar");
  return element("span", { class: "badge badge--good" }, mine ? "Besvarad" : `Hos ${agent}`);
}
