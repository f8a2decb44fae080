/** Writing an article: saving, publishing, taking it away. */

import { ask } from "/static/design/staff.js";
import { tellNext } from "/static/design/told.js";
import { offerAsked } from "./asked.js";
import { actOnForms } from "./forms.js";
import { articleIn } from "./fields.js";
import { showPreview } from "./preview.js";
import { Problems } from "./problems.js";
import { showTheirs } from "./theirs.js";

const SAVED = "Utkastet är sparat.";
const PUBLISHED = "Artikeln är publicerad. Chatten svarar med den nu.";
const UNPUBLISHED = "Artikeln är avpublicerad. Chatten svarar inte med den längre.";
const ARCHIVED = "Artikeln är arkiverad.";
const TAKEN_OUT = "Artikeln är framme ur arkivet, som ett utkast.";
const ONLY_SAVED = "Texten är sparad som utkast, men inte publicerad.";

const form = document.getElementById("article");
const theirs = document.getElementById("theirs");
const problems = new Problems(form);
let isChanged = false;

function changed(is) {
  isChanged = is;
  document.getElementById("changed").hidden = !is;
}

/** What comes after saving: nothing more, publishing, or trying it first. */
async function save(next) {
  const { id, version } = await ask("/api/admin/articles", {
    based_on: Number(form.dataset.basedOn),
    gap: Number(form.dataset.gap) || null,
    article: articleIn(form),
  });
  changed(false);
  form.dataset.basedOn = version;
  if (next === "try") return location.assign(`/admin/articles/${id}/try`);
  if (next === "publish") await publish(id, version);
  show(id, next === "publish" ? PUBLISHED : SAVED);
}

async function publish(id, version) {
  try {
    await ask(`/api/admin/articles/${id}/publish`, { version });
  } catch (problem) {
    form.dataset.id = id;
    if (problem.code === "trial_fails") return to(`/admin/articles/${id}/try`, problem.message);
    if (problem.code === "review_lacking") return to(`/admin/articles/${id}/review`, problem.message);
    throw new Error(`${ONLY_SAVED} ${problem.message}`, { cause: problem });
  }
}

/** Where one sees what is in the way, and can do something about it. */
function to(place, words) {
  tellNext(`${ONLY_SAVED} ${words}`);
  location.assign(place);
  return new Promise(() => {}); // the page goes
}

async function change(what, words) {
  await ask(`/api/admin/articles/${form.dataset.id}/${what}`);
  show(form.dataset.id, words);
}

/** The page of the article as it is now, with what was done. */
function show(id, words) {
  tellNext(words);
  location.assign(`/admin/articles/${id}`);
}

/** Does one thing at a time, and says what went wrong. */
async function attempt(act) {
  const buttons = form.querySelectorAll(".edit__foot button");
  buttons.forEach((button) => (button.disabled = true));
  document.getElementById("told").hidden = true;
  try {
    await act();
  } catch (problem) {
    if (problem.code === "edit_conflict") await conflict(act);
    else problems.tell(problem.message);
  } finally {
    buttons.forEach((button) => (button.disabled = false));
  }
}

/** The other's text is kept as a version of its own, whatever is chosen. */
async function conflict(act) {
  await showTheirs(theirs, articleIn(form), (version) => {
    form.dataset.basedOn = version;
    theirs.hidden = true;
    attempt(act);
  });
}

/** Asks in a dialog first; its answer is the name of what to do. */
function askFirst(button, dialog, words) {
  const [opener, asked] = [button, dialog].map((id) => document.getElementById(id));
  opener?.addEventListener("click", () => {
    asked.returnValue = "";
    asked.showModal();
  });
  asked.addEventListener("close", () => {
    if (asked.returnValue === button) attempt(() => change(button, words));
  });
}

form.addEventListener("input", () => changed(true));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const next = event.submitter?.value ?? "save";
  if (problems.check()) attempt(() => save(next));
});
askFirst("unpublish", "sure", UNPUBLISHED);
askFirst("archive", "sure-archive", ARCHIVED);
document
  .getElementById("take-out")
  ?.addEventListener("click", () => attempt(() => change("take-out", TAKEN_OUT)));
window.addEventListener("beforeunload", (event) => isChanged && event.preventDefault());
const asked = document.getElementById("asked");
if (asked) offerAsked(asked, form.elements.questions);
actOnForms();
showPreview(form, document.getElementById("preview"));
