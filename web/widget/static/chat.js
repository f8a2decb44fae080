/** The chat page: puts its parts together. */

import { Attach } from "/static/design/conversation/attach.js";
import { Composer } from "/static/design/conversation/composer.js";
import { showFiles } from "/static/design/conversation/file.js";
import { drawMessage } from "/static/design/conversation/message.js";
import { Seen, showSeen, tellWriting } from "/static/design/conversation/signs.js";
import { Thread } from "/static/design/conversation/thread.js";
import { Unsent } from "/static/design/conversation/unsent.js";
import { storage } from "/static/design/storage.js";
import { Stream } from "/static/design/stream.js";
import { text } from "/static/design/texts.js";
import { save } from "/static/design/upload.js";
import { Host } from "/static/embed/host.js";
import { post } from "/static/design/api.js";
import { Conversation } from "./conversation.js";
import { Hours } from "./hours.js";
import { offerLanguages } from "./languages.js";
import { Mail } from "./mail.js";
import { openMenu } from "./menu.js";
import { Question } from "./question.js";
import { Standing } from "./standing.js";
import { Survey } from "./survey.js";
import { takeAlong } from "./taking_along.js";
import { keepInSight } from "./viewport.js";

const NAMES = {
  visitor: text("chat-you"),
  bot: text("chat-bot"),
  system: text("chat-system"),
  agent: ({ name, function: owner }) =>
    owner ? text("chat-agent", { name, function: owner }) : name,
};

const SEEN = { seen: text("chat-seen"), there: text("chat-there") };

const [log, notice, starts, person, typing, writes, list] = [
  "log",
  "notice",
  "starts",
  "person",
  "typing",
  "writes",
  "messages",
].map((id) => document.getElementById(id));
const ofChat = document.querySelectorAll("[data-of-chat]");
const store = storage("localStorage");
const standing = new Standing();
const conversation = new Conversation(store, { began });
const survey = new Survey(conversation, { tell: (words) => standing.tell(words) });
const mailDialog = document.getElementById("mail"); // only where mail is sent
const mail = mailDialog && new Mail(mailDialog, conversation);
const reader = {
  names: NAMES,
  choose,
  isVisitor: true,
  key: () => conversation.key,
  byMail: mail && (() => mail.open()),
  saveFile,
};
const composer = new Composer(document.getElementById("composer"), {
  isSend: (event) => !event.shiftKey,
  send: (text) => say({ text }),
});
const attach = new Attach(document.getElementById("attach"), {
  place: () => conversation.place,
  elsewhere: () => composer.focus(),
});
const thread = new Thread({
  list,
  mark: document.getElementById("end"),
  button: document.getElementById("to-end"),
  draw: (message) => drawMessage(message, reader),
  unsent: new Unsent(store, "lotsen.unsent."),
  deliver: (message) => conversation.deliver(message),
  mine: { from: "visitor" },
  isHere: ({ to, code }) => !to || code || to.id === conversation.id,
  changed: show,
});
const close = document.getElementById("close");
const host = new Host(close.dataset.hosts.split(" "), close, () => seen.look());
const hours = new Hours(document.getElementById("hours"), document.getElementById("question-hours"));
const question = new Question(conversation, {
  tell: (words) => standing.tell(words),
  byMail: () => mail.open(),
});
const seen = new Seen(
  list,
  "agent",
  (seq) => post(`${conversation.url}/seen`, { seq }, conversation.headers),
  () => host.isShown,
);
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

function received(view) {
  const { state, messages, enquiry, person: name, files, files_left: left } = view;
  host.heard(messages.filter(({ from, seq }) => from !== "visitor" && seq > 1).length);
  question.show(enquiry, name); // before its button goes away
  standing.show(state, name);
  survey.show(view.survey);
  attach.offer(left > 0); // this and the next before, since they move the end of the list
  reader.fileStates = files;
  thread.receive(messages.filter((message) => !isNotice(message)));
  showFiles(list, files);
  showSigns(view);
  // What was there before is not read aloud; what comes from now on is.
  setTimeout(() => log.setAttribute("aria-live", "polite"), 1000);
}

/** The first message is the notice that stands on the page from the beginning: not shown twice. */
function isNotice({ seq, kind, text }) {
  const isIt = seq === 1 && kind === "notice";
  if (isIt) notice.textContent = text;
  return isIt;
}

/** What stands around the words: who can be reached, who writes, what has been seen. */
function showSigns({ state, hours: told, writing, seen: upTo }) {
  hours.show(told);
  writes.hidden = !writing;
  writes.textContent = writing ? text("chat-writes", { name: writing }) : "";
  if (state !== "bot") showSeen(list, "visitor", upTo, SEEN);
  seen.look();
}

function saveFile(id, name) {
  const { url, headers } = conversation.place;
  return save(`${url}/files/${id}`, name, headers);
}

function show() {
  for (const item of ofChat) item.hidden = !conversation.id;
  starts.hidden = Boolean(conversation.id) || !thread.isEmpty;
  typing.hidden = standing.state !== "bot" || !thread.awaitsReply;
}

function say(words) {
  standing.tell("");
  log.setAttribute("aria-live", "polite");
  const to = conversation.id ? conversation.key : undefined;
  return thread.say({ ...words, to });
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
  attach.discard();
  thread.clear();
  question.show(null);
  survey.show(null);
  standing.show("bot");
  writes.hidden = true;
  seen.forget();
  standing.tell(why);
  follow();
  thread.resume();
}

function startAnew() {
  conversation.forget();
  thread.discard();
  restart();
}

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
  askAddress: (why) => mail.open(why),
});
keepInSight();
tellWriting(document.getElementById("text"), async () => {
  if (standing.state === "person")
    await post(`${conversation.url}/writing`, {}, conversation.headers);
});
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
