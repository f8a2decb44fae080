/** One enquiry: what is said in it, and what its agent does with it. */

import { Attach } from "/static/design/conversation/attach.js";
import { Composer } from "/static/design/conversation/composer.js";
import { showFiles } from "/static/design/conversation/file.js";
import { drawMessage } from "/static/design/conversation/message.js";
import { Seen, showSeen, tellWriting } from "/static/design/conversation/signs.js";
import { Thread } from "/static/design/conversation/thread.js";
import { Unsent } from "/static/design/conversation/unsent.js";
import { ask, toLogin } from "/static/design/staff.js";
import { storage } from "/static/design/storage.js";
import { Stream } from "/static/design/stream.js";
import { Actions } from "./actions.js";
import { Beside } from "./beside.js";
import { offerAsking } from "./ask_for_file.js";
import { showFacts } from "./facts.js";
import { othersLook } from "./looking.js";
import { Joined } from "./joined.js";
import { Notes } from "./notes.js";
import { place } from "./place.js";
import { drawUnderstood } from "./understood.js";

const A_MINUTE = 60_000;
const NAMES = {
  visitor: "Föreningen",
  bot: "Bot",
  system: "System",
  agent: (by) => by?.name ?? "Du",
};

const part = (id) => document.getElementById(id);
const number = decodeURIComponent(location.pathname.split("/").at(-1));
const url = `/api/desk/enquiries/${encodeURIComponent(number)}`;
const reader = { names: NAMES, beneath: drawUnderstood, fileLink: (id) => `${url}/files/${id}` };
const ACTS = { text: "reply", file_request: "ask-for-file" };
const thread = new Thread({
  list: part("messages"),
  mark: part("end"),
  button: part("to-end"),
  draw: (message) => drawMessage(message, reader),
  unsent: new Unsent(storage("sessionStorage"), `lotsen.reply.${number}.`),
  deliver,
  mine: { from: "agent" },
});
const composer = new Composer(part("composer"), {
  isSend: (event) => event.ctrlKey || event.metaKey,
  send: (text) => thread.say({ text, seen: thread.lastSeq }),
});
const attach = new Attach(part("attach"), {
  place: () => ({ url }),
  elsewhere: () => composer.focus(),
});
const actions = new Actions(url, number, { unfinished });
const notes = new Notes(url);
const joined = new Joined(url, reader, (words) => actions.tell(words));
const beside = new Beside(url, {
  insert: (text) => composer.insert(text),
  join: (other) => joined.offer(other),
});
const crossed = new Set(); // ids
let enquiry = null;
let isErased = false;
let lastWords = 0; // number of the visitor's last message
const seen = new Seen(part("messages"), "visitor", (seq) => ask(`${url}/seen`, { seq }));
tellWriting(part("text"), () => ask(`${url}/writing`));

/** A reply that crossed what the visitor wrote stays, to be sent again by who has read that. */
async function deliver({ id, text, kind = "text", seen: read }) {
  try {
    const upTo = crossed.has(id) ? thread.lastSeq : read;
    return await ask(`${url}/${ACTS[kind]}`, { id, text, seen: upTo });
  } catch (problem) {
    if (problem.code === "newer_message") crossed.add(id);
    throw problem;
  }
}

/** What has to be seen to before one leaves the enquiry; empty when there is nothing. */
function unfinished() {
  if (notes.isUnsaved)
    return "Du har skrivit en anteckning som inte är sparad. Spara den eller ta bort den först.";
  if (composer.text)
    return "Du har skrivit ett svar som inte är skickat. Skicka det eller ta bort det först.";
  if (attach.isBusy) return "En fil är på väg. Vänta tills den är skickad, eller avbryt den.";
  return thread.isAllSent ? "" : "Ditt senaste svar är inte skickat än. Vänta tills det är det.";
}

function received(view) {
  const { enquiry: now, mine, mail, history, notes: written, erased } = view;
  const { messages, files, writing, seen: upTo, in_charge: inCharge } = view;
  const wasMine = enquiry?.mine;
  if (erased && !isErased) thread.discard();
  isErased = erased;
  enquiry = { ...now, mail, history, survey: view.survey, joined: view.joined };
  showFacts(part("facts"), enquiry);
  part("unclaimed").hidden = !enquiry.may_claim;
  part("closed").hidden = !enquiry.closed;
  const isWorkedOn = mine && !enquiry.closed;
  for (const id of ["composer", "files"]) part(id).hidden = !isWorkedOn;
  part("actions").hidden = !inCharge;
  for (const act of document.querySelectorAll("[data-owners]")) act.hidden = !isWorkedOn;
  attach.offer(isWorkedOn);
  if (mine && wasMine === false) composer.focus(); // just claimed: the button pressed is gone
  reader.fileStates = files;
  notes.show(written, { mayWrite: !enquiry.closed, mine, isNamed: view.mentioned });
  part("take-up").hidden = !isWorkedOn || !enquiry.held_until;
  thread.receive(messages);
  lastWords = messages.findLast((one) => one.from === "visitor")?.seq ?? lastWords;
  joined.show(view.joined);
  beside.look(enquiry, lastWords, isWorkedOn);
  showFiles(part("messages"), files);
  part("writes").hidden = !writing;
  part("agent-writes").hidden = !view.agent_writes;
  tellOnce(part("looking"), othersLook(view.looking));
  if (mine) showSeen(part("messages"), "agent", upTo, { seen: "Sett", there: "Levererat" });
  if (mine && !enquiry.closed) seen.look(); // nobody is told who looks before one has taken it
  setTimeout(() => part("log").setAttribute("aria-live", "polite"), 1000);
}

/** Words that are set again could be read out again. */
function tellOnce(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

function refused(problem) {
  if (problem.status === 401) toLogin();
  for (const id of ["composer", "files", "unclaimed", "actions", "note-form"]) part(id).hidden = true;
  // Whoever has just tried to take it has been told who has it; that says more.
  if (part("problem").hidden) actions.tell("Frågan ligger inte längre i din kö. Gå till kön.");
}

new Stream(`${url}/events`, {
  after: () => thread.lastSeq,
  received,
  connected: (isConnected) =>
    (part("connection").textContent = isConnected ? "" : "Ansluter igen…"),
  refused,
}).start();
thread.resume();
part("back").href = place();
offerAsking(part("ask-for-file"), part("file-request"), (text) =>
  thread.say({ kind: "file_request", text }),
);
setInterval(() => enquiry && showFacts(part("facts"), enquiry), A_MINUTE);
