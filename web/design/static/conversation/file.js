/** Files in a conversation: one that was asked for, one that was sent. */

import { element, icon } from "../dom.js";
import { size } from "../sizes.js";
import { text } from "../texts.js";

const KINDS = {
  "image/jpeg": "JPEG",
  "image/png": "PNG",
  "image/webp": "WebP",
  "application/pdf": "PDF",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
  "application/vnd.oasis.opendocument.text": "ODT",
};
const STATES = { checking: "file-checking", ready: "file-ready", stopped: "file-stopped" };

export function drawFileRequest(message, reader) {
  return [
    element("p", { class: "file__asked" }, icon("clip"), text("file-asked")),
    element("p", { class: "message__text" }, message.text),
    reader.isVisitor && element("p", {}, text("file-asked-how")),
  ];
}

/** What there is to know of a file. Its state, which changes, is also set by `showFiles`. */
export function drawFile(message, reader) {
  const { file, name, type } = message;
  const card = element(
    "div",
    { class: "file", "data-file": file },
    icon(type.startsWith("image/") ? "picture" : "document"),
    element(
      "div",
      { class: "file__what" },
      element("p", { class: "file__name" }, element("bdi", {}, name)),
      element("p", { class: "file__facts" }, `${KINDS[type] ?? ""} ${size(message.size)}`),
      element("p", { class: "file__facts", "data-state": "" }),
    ),
  );
  card.giver = () => drawGiver(message, reader);
  showState(card, reader.fileStates?.[file]);
  return card;
}

/** Sets what is known now of the files drawn in a list: `states` by their ids. */
export function showFiles(list, states) {
  for (const card of list.querySelectorAll("[data-file]")) {
    showState(card, states[card.dataset.file]);
  }
}

function showState(card, state) {
  const line = card.querySelector("[data-state]");
  if (!state || line.dataset.state === state) return;
  line.dataset.state = state;
  line.textContent = text(STATES[state]);
  card.querySelector(".file__get")?.remove();
  if (state === "ready") card.append(card.giver());
}

/** A link, or a button where a link could not bring the secret along. */
function drawGiver({ file, name }, { fileLink, saveFile }) {
  const words = [icon("down"), text("file-get"), element("span", { class: "unseen" }, ` ${name}`)];
  const looks = { class: "button file__get" };
  if (fileLink) return element("a", { ...looks, href: fileLink(file), download: name }, words);
  const told = element("p", { role: "status" });
  const onclick = async () => {
    told.textContent = text("file-getting");
    told.textContent = await saveFile(file, name).then(
      () => text("file-got"),
      (problem) => problem.message,
    );
  };
  const button = element("button", { ...looks, class: "button", type: "button", onclick }, words);
  return element("div", { class: "file__get" }, button, told);
}
