/** Ready replies: written, changed, taken away. */

import { anew, does } from "/static/design/does.js";
import { ask } from "/static/design/staff.js";

for (const form of document.querySelectorAll("[data-reply]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const id = form.dataset.reply ? { id: Number(form.dataset.reply) } : {};
    does(form.querySelector("button"), async () => {
      await ask("/api/desk/replies", { ...id, ...Object.fromEntries(new FormData(form)) });
      anew("Svaret är sparat.");
    });
  });
}

for (const button of document.querySelectorAll("[data-remove]")) {
  button.addEventListener("click", () =>
    does(button, async () => {
      await ask(`/api/desk/replies/${button.dataset.remove}/remove`);
      anew("Svaret är borttaget.");
    }),
  );
}
