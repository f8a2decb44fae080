/** Writing an article: saving, publishing, taking it away. */

import { ask } from "/static/design/staff.js";
import { tellNext } from "/static/design/told.js";
import { articleIn } from "./fields.js";
import { showPreview } from "./preview.js";
import { Problems } from "./problems.js";

const SAVED = "Utkastet är sparat.";
const PUBLISHED = "Artikeln är publicerad. Chatten svarar med den nu.";
const UNPUBLISHED = "Artikeln är avpublicerad. Chatten svarar inte med den längre.";
const KEEP = "Kopiera det du har skrivit först, annars försvinner det.";
const ONLY_SAVED = "Texten är sparad som utkast, men inte publicerad.";

const form = document.getElementById("article");
const sure = document.getElementById("sure");
const problems = new Problems(form);
let isChanged = false;

function changed(is) {
  isChanged = is;
  document.getElementById("changed").hidden = !is;
}

async function save(isToBePublished) {
  const { id, version } = await ask("/api/admin/articles", {
    based_on: Number(form.dataset.basedOn),
    article: articleIn(form),
  });
  changed(false);
  form.dataset.basedOn = version;
  if (isToBePublished) await publish(id);
  show(id, isToBePublished ? PUBLISHED : SAVED);
}

async function publish(id) {
  try {
    await ask(`/api/admin/articles/${id}/publish`);
  } catch (problem) {
    form.dataset.id = id;
    throw new Error(`${ONLY_SAVED} ${problem.message}`, { cause: problem });
  }
}

async function unpublish() {
  await ask(`/api/admin/articles/${form.dataset.id}/unpublish`);
  show(form.dataset.id, UNPUBLISHED);
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
    const keep = problem.code === "edit_conflict" ? KEEP : "";
    problems.tell(`${problem.message} ${keep}`);
  } finally {
    buttons.forEach((button) => (button.disabled = false));
  }
}

form.addEventListener("input", () => changed(true));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const isToBePublished = event.submitter?.value === "publish";
  if (problems.check()) attempt(() => save(isToBePublished));
});
document.getElementById("unpublish")?.addEventListener("click", () => {
  sure.returnValue = "";
  sure.showModal();
});
sure.addEventListener("close", () => sure.returnValue === "yes" && attempt(unpublish));
window.addEventListener("beforeunload", (event) => isChanged && event.preventDefault());
showPreview(form, document.getElementById("preview"));
