/**
 * The chat on a municipality's own page: a button, and the chat in a frame of its own when someone
 * presses it. Until then nothing is fetched, stored or sent. See docs/embedding.md.
 */

import { buttonIcon, element } from "./parts.js";
import { colours } from "./colours.js";
import { CHAT, CLOSE, HELLO, READY, UNREAD } from "./messages.js";
import { STYLE } from "./style.js";
import { WORDS } from "./words.js";

const TOPICS = ["grants", "booking", "cooperation", "other_association"];
const WIDE = window.matchMedia("(min-width: 40rem) and (min-height: 30rem)");
const script = document.currentScript;
const origin = new URL(script.src).origin;
const { accent, language, open, page, topic } = script.dataset;
const words = WORDS[language] ?? WORDS.sv;

const root = element("div", { lang: words.lang });
const shadow = root.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
shadow.adoptedStyleSheets = [sheet];
for (const [name, value] of Object.entries(colours(accent))) root.style.setProperty(name, value);

const label = element("span", { class: "label" }, words.open);
const unread = element("span", { class: "unread", role: "status" });
const button = element(
  "button",
  { type: "button", class: "launch", "aria-expanded": "false", "aria-controls": "panel" },
  buttonIcon(),
  label,
  unread,
);
const close = element("button", { type: "button", class: "close" }, words.close);
const accessibility = element(
  "a",
  { href: statementAddress(), target: "_blank", rel: "noopener" },
  words.accessibility,
);
const title = element("span", {}, words.title);
const bar = element("div", { class: "bar" }, title, accessibility, close);
const panel = element(
  "div",
  { id: "panel", class: "panel", role: "dialog", "aria-label": words.title, hidden: "" },
  bar,
);
let frame = null;
let isLoaded = false;

/** The chat is fetched when it is opened for the first time, and kept from then on. */
function drawFrame() {
  const address = new URL("/chatt", origin);
  address.searchParams.set("embedded", "1");
  if (WORDS[language]) address.searchParams.set("lang", language);
  if (TOPICS.includes(topic)) address.searchParams.set("topic", topic);
  if (page !== undefined) address.searchParams.set("page", location.origin + location.pathname);
  // Its own origin, so that what is in the chat stays out of reach for this page's scripts.
  frame = element("iframe", { src: address.href, title: words.title, allow: "clipboard-write" });
  frame.addEventListener("load", () => {
    isLoaded = true;
    tell(HELLO);
  });
  panel.append(frame);
}

/** It refuses every frame, so it has a tab of its own. */
function statementAddress() {
  const address = new URL("/tillganglighet", origin);
  if (WORDS[language]) address.searchParams.set("lang", language);
  return address.href;
}

function tell(what) {
  if (!isLoaded) return;
  frame.contentWindow.postMessage(
    { to: CHAT, what, shown: !panel.hidden, accent: root.style.getPropertyValue("--accent") },
    origin,
  );
}

function show({ focus }) {
  if (!frame) drawFrame();
  panel.hidden = false;
  button.setAttribute("aria-expanded", "true");
  label.textContent = words.hide;
  showUnread(0);
  if (focus) frame.focus();
  tell(HELLO);
}

function hide({ focus }) {
  panel.hidden = true;
  button.setAttribute("aria-expanded", "false");
  label.textContent = words.open;
  if (focus) button.focus();
  tell(HELLO);
}

function showUnread(count) {
  unread.textContent = count ? words.unread(count) : "";
}

button.addEventListener("click", () => (panel.hidden ? show : hide)({ focus: true }));
close.addEventListener("click", () => hide({ focus: true }));
shadow.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && !panel.hidden) hide({ focus: true });
});
window.addEventListener("message", ({ data, source, origin: sender }) => {
  if (!frame || source !== frame.contentWindow || sender !== origin || data?.from !== CHAT) return;
  // From now on the chat has a button of its own that closes it.
  if (data.what === READY) bar.hidden = true;
  if (data.what === CLOSE) hide({ focus: true });
  if (data.what === UNREAD && panel.hidden) showUnread(Math.min(Number(data.count) || 0, 99));
});

function begin() {
  shadow.append(panel, button);
  document.body.append(root);
  // On a phone the chat would lie over the page that someone came for.
  if (open !== undefined && open !== "false" && WIDE.matches) show({ focus: false });
}

if (document.body) begin();
else document.addEventListener("DOMContentLoaded", begin, { once: true });
