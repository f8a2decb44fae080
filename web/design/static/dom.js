/** Builds what people see. Words become text nodes, so nothing that anyone writes is ever markup. */

import { text } from "./texts.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with its attributes and children. An attribute that is `onclick` and the like takes a
 * listener; one that is null, undefined or false is left out, and so is such a child.
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

/** So that it is read out as it should be, whatever the page's own language; easy Swedish is
 * Swedish to who reads it out. */
export function inLanguage(language) {
  return language ? { lang: language.split("-x-")[0] } : {};
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/static/design/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/**
 * An article's text. This is the one place where markup becomes elements: only for what the server
 * has made from Markdown and cleaned (web/markdown.py), and the page's policy forbids scripts too.
 */
export function articleText(html, attributes = {}) {
  const node = element("div", { class: "prose", ...attributes });
  node.innerHTML = html;
  for (const link of node.querySelectorAll("a[href^=http]")) opensBeside(link);
  // A table wider than a phone is scrolled, by keyboard too.
  for (const table of node.querySelectorAll("table")) table.tabIndex = 0;
  // Markdown makes the corner of a table a heading of nothing.
  for (const corner of node.querySelectorAll("th:empty")) corner.replaceWith(element("td"));
  return node;
}

/** A link out: in a tab of its own, so that whoever waits for an answer does not lose the chat. */
export function linkOut(href, words) {
  return opensBeside(element("a", { href, rel: "noopener noreferrer" }, words));
}

function opensBeside(link) {
  link.target = "_blank";
  link.append(element("span", { class: "unseen" }, ` ${text("answer-new-tab")}`));
  return link;
}
