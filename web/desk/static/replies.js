/** Ready replies: written, changed, taken away. */

import { does } from "./does.js";

for (const form of document.querySelectorAll("[data-reply]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const id = form.dataset.reply ? { id: Number(form.dataset.reply) } : {};
    const given = { ...id, ...Object.fromEntries(new FormData(form)) };
    does(form.querySelector("button"), "/api/desk/replies", given, "Svaret är sparat.");
  });
}

for (const button of document.querySelectorAll("[data-remove]")) {
  button.addEventListener("click", () => {
    does(button, `/api/desk/replies/${button.dataset.remove}/remove`, {}, "Svaret är borttaget.");
  });
}
