/** Ready replies: written, changed, taken away. */

import { ask } from "/static/design/staff.js";
import { tellNext } from "/static/design/told.js";

const problem = document.getElementById("problem");

async function does(button, url, body, done) {
  button.disabled = true;
  problem.hidden = true;
  try {
    await ask(url, body);
    tellNext(done);
    location.reload();
  } catch (told) {
    problem.hidden = false;
    problem.textContent = told.message;
    problem.scrollIntoView({ block: "nearest" });
  } finally {
    button.disabled = false;
  }
}

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
