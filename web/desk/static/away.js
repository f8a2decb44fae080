/** Who is away, and when someone works: entered, changed, taken away. */

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

for (const form of document.querySelectorAll("[data-hours]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = new FormData(form);
    const [opens, closes] = ["opens", "closes"].map((end) => given.getAll(end));
    const days = opens.map((at, day) => ({ opens: at || null, closes: closes[day] || null }));
    does(form.querySelector(".button--main"), async () => {
      await ask("/api/desk/hours", { whose: given.get("whose"), days });
      anew("Arbetstiderna är sparade.");
    });
  });
}

for (const button of document.querySelectorAll("[data-clear]")) {
  button.addEventListener("click", () =>
    does(button, async () => {
      const whose = new FormData(button.form).get("whose");
      await ask("/api/desk/hours", { whose, days: Array(7).fill({}) });
      anew("Arbetstiderna är borttagna. Funktionens öppettider gäller.");
    }),
  );
}
