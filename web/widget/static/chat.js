/** The chat page: puts its parts together. */

import { Composer } from "/static/design/conversation/composer.js";
import { drawMessage } from "/static/design/conversation/message.js";
import { Thread } from "/static/design/conversation/thread.js";
import { Unsent } from "/static/design/conversation/unsent.js";
import { storage } from "/static/design/storage.js";
import { Stream } from "/static/design/stream.js";
import { text } from "/static/design/texts.js";
import { Host } from "/static/embed/host.js";
import { Conversation } from "./conversation.js";
import { offerLanguages } from "./languages.js";
import { Mail } from "./mail.js";
import { openMenu } from "./menu.js";
import { Standing } from "./standing.js";
import { takeAlong } from "./taking_along.js";
import { keepInSight } from "./viewport.js";

const NAMES = {
  visitor: text("chat-you"),
  bot: text("chat-bot"),
  system: text("chat-system"),
  agent: ({ name, function: owner }) => (owner ? text("chat-agent", { name, function: owner }) : name),
};

const [log, notice, starts, person, typing] = ["log", "notice", "starts", "person", "typing"].map(
  (id) => document.getElementById(id),
);
const store = storage("localStorage");
const standing = new Standing();
const conversation = new Conversation(store, { began });
const mailDialog = document.getElementById("mail"); // only where mail is sent
const mail = mailDialog && new Mail(mailDialog, conversation);
const reader = {
  names: NAMES,
  choose,
  isVisitor: true,
  key: () => conversation.key,
  byMail: mail && (() => mail.open()),
};
const thread = new Thread({
  list: document.getElementById("messages"),
  mark: document.getElementById("end"),
  button: document.getElementById("to-end"),
  draw: (message) => drawMessage(message, reader),
  unsent: new Unsent(store, "lotsen.unsent."),
  deliver: (message) => conversation.deliver(message),
  mine: { from: "visitor" },
  changed: show,
});
const close = document.getElementById("close");
const host = new Host(close.dataset.hosts.split(" "), close);
let stream = null;
let shownId = null;

/** Follows the conversation that the device knows, if there is one. */
function follow() {
  stream?.stop();
  stream = null;
  shownId = conversation.id;
  if (!shownId) return show();
  stream = new Stream(`${conversation.url}/events`, {
    headers: conversation.headers,
    after: () => thread.lastSeq,
    received,
    connected: (isConnected) => standing.connected(isConnected),
    refused: lost,
  }).start();
}

function received({ state, messages }) {
  host.heard(messages.filter(({ from, seq }) => from !== "visitor" && seq > 1).length);
  standing.show(state);
  thread.receive(messages.filter((message) => !isNotice(message)));
  // What was there before is not read aloud; what comes from now on is.
  setTimeout(() => log.setAttribute("aria-live", "polite"), 1000);
}

/** The first message is the notice that stands on the page from the beginning: not shown twice. */
function isNotice({ seq, kind, text }) {
  const isIt = seq === 1 && kind === "notice";
  if (isIt) notice.textContent = text;
  return isIt;
}

function show() {
  starts.hidden = Boolean(conversation.id) || !thread.isEmpty;
  typing.hidden = standing.state !== "bot" || !thread.awaitsReply;
}

function say(words) {
  standing.tell("");
  log.setAttribute("aria-live", "polite");
  return thread.say({ ...words, conversation: conversation.id });
}

/** What is said by a button: the button may go away, so the focus goes to what was said, from
 * where the next Tab leads to the choices of the reply. */
function press(words) {
  const item = say(words);
  item.tabIndex = -1;
  item.focus({ preventScroll: true });
}

function choose({ id, title }) {
  press({ text: title, choice: id });
}

function began() {
  if (thread.lastSeq) restart(text("chat-lost"));
  else follow();
}

function lost() {
  conversation.forget();
  restart(text("chat-lost"));
}

function restart(why = "") {
  thread.clear();
  standing.show("bot");
  standing.tell(why);
  follow();
  thread.resume();
}

function startAnew() {
  conversation.forget();
  thread.discard();
  restart();
}

new Composer(document.getElementById("composer"), {
  isSend: (event) => !event.shiftKey,
  send: (text) => say({ text }),
});
openMenu(document.getElementById("menu"), document.getElementById("anew"), startAnew);
offerLanguages(document.getElementById("languages"), store, (language) =>
  conversation.speak(language),
);
document.getElementById("by-mail")?.addEventListener("click", () => {
  const menu = document.getElementById("menu");
  menu.querySelector("summary").focus(); // the dialog gives the focus back to where it was
  menu.open = false;
  mail.open();
});
takeAlong(conversation, {
  hasUnsent: () => !thread.isAllSent,
  moved: (take) => {
    thread.discard();
    take();
    restart();
  },
  erased: startAnew,
  tell: (words) => standing.tell(words),
});
keepInSight();
person.addEventListener("click", () => press({ text: text("chat-a-person") }));
starts.addEventListener("click", ({ target }) => {
  const start = target.closest("[data-question]");
  if (start) press({ text: start.dataset.question });
});
conversation.watch(() => conversation.id !== shownId && restart());
person.disabled = false;
follow();
thread.resume();
performance.mark("chat-usable"); // what `./lotsen bench load` waits for
