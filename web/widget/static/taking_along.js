/** What the menu offers beside a new chat: to take the chat along, to come back to one, to erase it. */

import { Problem, post, problemOf } from "/static/design/api.js";
import { text } from "/static/design/texts.js";

const GONE = 404;
const NOT_CONFIRMED = "address_not_confirmed";
const LINK = /^#([0-9a-f]{32})\.([0-9A-Z]{16})$/;
const part = (id) => document.getElementById(id);

/**
 * hasUnsent(): whether something is written here that has not been sent. moved(): the device holds
 * another conversation now. erased(): it holds none. tell(words): says how it went. askAddress(why):
 * lets the visitor give an address.
 */
export function takeAlong(conversation, { hasUnsent, moved, erased, tell, askAddress }) {
  const ways = { hasUnsent, moved, tell };
  const menu = part("menu");
  const inMenu = (id, act) =>
    part(id)?.addEventListener("click", () => {
      menu.querySelector("summary").focus(); // a dialog gives the focus back to where it was
      menu.open = false;
      act();
    });
  for (const kind of ["txt", "pdf"]) inMenu(`keep-${kind}`, () => keep(conversation, kind, tell));
  inMenu("keep-mail", () => sendByMail(conversation, { tell, askAddress }));
  inMenu("come-back", () => comeBack(conversation, ways));
  inMenu("erase-chat", () => part("erase").showModal());
  for (const button of document.querySelectorAll("dialog [data-close]")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
  onSubmit(part("erase-form"), part("erase-problem"), async () => {
    await request(conversation.url, conversation.headers, "DELETE").catch((problem) => {
      if (problem.status !== GONE) throw problem; // gone already: what was to be
    });
    part("erase").close();
    erased();
    tell(text("return-erased"));
  });
  const followLink = () => followed(conversation, ways);
  window.addEventListener("hashchange", followLink);
  followLink();
}

/** The link of a receipt: what it holds is taken out of the address bar at once. */
function followed(conversation, ways) {
  const [, id, secret] = LINK.exec(location.hash) ?? [];
  if (!id) return;
  history.replaceState(null, "", location.pathname + location.search);
  if (id === conversation.id) return;
  const open = async () => {
    const url = `/api/conversations/${id}?after=${2 ** 31 - 1}`;
    await request(url, { Authorization: `Bearer ${secret}` });
    return { id, secret };
  };
  if (holdsOther(conversation, ways)) comeBack(conversation, ways, open);
  else move(conversation, ways, open).catch(({ message }) => ways.tell(message));
}

/** Asks for number and secret, unless a link has them, and before something here is replaced. */
function comeBack(conversation, ways, open = null) {
  const form = part("return-form");
  form.reset();
  part("return-problem").hidden = true;
  part("return-replaces").hidden = !holdsOther(conversation, ways);
  part("return-typed").hidden = Boolean(open);
  for (const field of form.querySelectorAll("input")) field.disabled = Boolean(open);
  const typed = () => post("/api/conversations/continue", Object.fromEntries(new FormData(form)));
  onSubmit(form, part("return-problem"), async () => {
    await move(conversation, ways, open ?? typed);
    part("return").close();
  });
  part("return").showModal();
}

function holdsOther(conversation, { hasUnsent }) {
  return Boolean(conversation.id) || hasUnsent();
}

async function move(conversation, { moved, tell }, open) {
  const { id, secret } = await open();
  if (id !== conversation.id) {
    moved(() => conversation.takeOver(id, secret));
  }
  tell(text("return-back"));
}

async function keep(conversation, kind, tell) {
  try {
    const response = await request(`${conversation.url}/transcript.${kind}`, conversation.headers);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition"))[1];
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    tell(text("return-saved"));
  } catch (problem) {
    tell(problem.message);
  }
}

async function sendByMail({ url, headers }, { tell, askAddress }) {
  try {
    await post(`${url}/transcript`, {}, headers);
    tell(text("return-mailed"));
  } catch (problem) {
    if (problem.code === NOT_CONFIRMED) askAddress(problem.message);
    else tell(problem.message);
  }
}

/** Throws Problem. */
async function request(url, headers, method = "GET") {
  const response = await fetch(url, { method, headers, cache: "no-store" }).catch(() => null);
  if (!response) throw new Problem(text("return-out-of-reach"), 0);
  if (!response.ok) throw await problemOf(response);
  return response;
}

function onSubmit(form, problem, act) {
  form.onsubmit = async (event) => {
    event.preventDefault();
    const button = form.querySelector("button:not([type])");
    if (button.disabled) return;
    button.disabled = true;
    problem.hidden = true;
    try {
      await act();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    } finally {
      button.disabled = false;
    }
  };
}
