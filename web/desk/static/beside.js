/** What helps to answer: articles for the last message, ready replies, what was asked before. */

import { call } from "/static/design/api.js";
import { stamp } from "/static/design/dates.js";
import { element, linkOut } from "/static/design/dom.js";

const part = (id) => document.getElementById(id);

export class Beside {
  #url;
  #insert;
  #join;
  #about = ""; // what is shown belongs to
  #mayInsert = false;

  /** insert(text): puts it into the reply. join(number): makes that one go on in this. */
  constructor(url, { insert, join }) {
    this.#url = `${url}/beside`;
    this.#insert = insert;
    this.#join = join;
    // On a phone they would stand before all that an agent can do.
    part("articles-part").open = matchMedia("(min-width: 60rem)").matches;
  }

  /** Looks again when what is known of the enquiry has changed. */
  async look(enquiry, lastWords, mayInsert) {
    const about = JSON.stringify([
      ...[enquiry.function, enquiry.agent, enquiry.details, enquiry.joined],
      ...[lastWords, mayInsert],
    ]);
    if (about === this.#about) return;
    this.#about = about;
    this.#mayInsert = mayInsert;
    try {
      const found = await call("GET", this.#url);
      if (about === this.#about) this.#show(found);
    } catch {
      this.#about = ""; // the next view tries again; nothing of it is needed to answer
    }
  }

  #show({ articles, replies, same, earlier }) {
    part("beside").hidden = ![articles, replies, same, earlier].some((ones) => ones.length);
    fill("articles", articles, (one) => this.#article(one));
    fill("replies", this.#mayInsert ? replies : [], (one) => this.#reply(one));
    fill("same", same, (one) => this.#same(one));
    fill("earlier", earlier, drawEarlier);
  }

  #article({ title, text, source, confirmed, insert }) {
    return [
      element("h4", {}, title),
      element("p", { class: "beside__words" }, text),
      confirmed || element("p", { class: "quiet" }, "Kommunen har inte bekräftat uppgifterna än."),
      element("p", { class: "quiet" }, "Källa: ", drawSource(source)),
      this.#button(insert, title),
    ];
  }

  #reply({ title, text }) {
    return [
      element("h4", {}, title),
      element("p", { class: "beside__words" }, text),
      this.#button(text, title),
    ];
  }

  #same(one) {
    const press = () => this.#join(one.number);
    const name = element("span", { class: "unseen" }, `: ${one.number}`);
    const attributes = { class: "button button--pill", type: "button", onclick: press };
    return [
      ...drawEarlier({ ...one, may_open: true }),
      element("button", attributes, "Lägg ihop med den här", name),
    ];
  }

  #button(text, title) {
    const press = () => this.#insert(text);
    const name = element("span", { class: "unseen" }, `: ${title}`);
    const attributes = { class: "button button--pill", type: "button", onclick: press };
    return this.#mayInsert && element("button", attributes, "Sätt in i svaret", name);
  }
}

function fill(id, ones, draw) {
  part(`${id}-part`).hidden = !ones.length;
  part(id).replaceChildren(
    ...ones.map((one) => element("li", { class: "beside__one" }, draw(one))),
  );
  part(`${id}-count`).textContent = ones.length;
}

function drawSource(source) {
  return /^https?:\/\//.test(source) ? linkOut(source, new URL(source).hostname) : source;
}

function drawEarlier(one) {
  const { number, question, function: owner, agent, opened_at: at, outcome_name: ended } = one;
  const had = agent ? `${owner}, ${agent}` : owner;
  const words = question || "(utan ord)";
  return [
    element("p", {}, one.may_open ? element("a", { href: `/desk/${number}` }, words) : words),
    element("p", { class: "quiet" }, `${number}, ${stamp(at)}, ${had}. ${ended ?? "Inte avslutad"}`),
  ];
}
