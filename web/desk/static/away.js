/** Who is away: entered, changed, taken away. */

import { anew, does } from "/static/design/does.js";
import { ask } from "/static/design/staff.js";

for (const form of document.querySelectorAll("[data-absence]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const filled = [...new FormData(form)].filter(([, value]) => value);
    const id = form.dataset.absence ? { id: Number(form.dataset.absence) } : {};
    does(form.querySelector(".button--main"), async () => {
      await ask("/api/desk/absences", { ...id, ...Object.fromEntries(filled) });
      anew("Frånvaron är sparad.");
    });
  });
}

for (const button of document.querySelectorAll("[data-remove]")) {
  button.addEventListener("click", () =>
    does(button, async () => {
      await ask(`/api/desk/absences/${button.dataset.remove}/remove`);
      anew("Frånvaron är borttagen.");
    }),
  );
}
