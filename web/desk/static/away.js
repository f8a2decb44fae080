/** Who is away: entered, changed, taken away. */

import { does } from "./does.js";

for (const form of document.querySelectorAll("[data-absence]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const filled = [...new FormData(form)].filter(([, value]) => value);
    const id = form.dataset.absence ? { id: Number(form.dataset.absence) } : {};
    const given = { ...id, ...Object.fromEntries(filled) };
    const button = form.querySelector(".button--main");
    does(button, "/api/desk/absences", given, "Frånvaron är sparad.");
  });
}

for (const button of document.querySelectorAll("[data-remove]")) {
  button.addEventListener("click", () => {
    const url = `/api/desk/absences/${button.dataset.remove}/remove`;
    does(button, url, {}, "Frånvaron är borttagen.");
  });
}
