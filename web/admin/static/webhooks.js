/** Other systems that are told what happens: added, taken away; what did not reach them. */

import { anew, does } from "/static/design/does.js";
import { element } from "/static/design/dom.js";
import { ask } from "/static/design/staff.js";

const [secret, add] = ["secret", "add"].map((id) => document.getElementById(id));

/** The one time that the secret is to be seen; then the list is shown anew. */
function show(given) {
  const seen = element("button", { class: "button", type: "button" }, "Jag har kopierat den");
  seen.addEventListener("click", () => location.reload());
  secret.replaceChildren(
    element("p", {}, "Systemet är tillagt. Det känner igen oss på den här nyckeln, som visas bara nu:"),
    element("p", { class: "person__password" }, given),
    seen,
  );
  secret.hidden = false;
  secret.scrollIntoView({ block: "nearest" });
  seen.focus();
}

add.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = new FormData(add);
  const given = { ...Object.fromEntries(fields), events: fields.getAll("events") };
  does(add.querySelector(".button--main"), async () => {
    show((await ask("/api/admin/webhooks", given)).secret);
    add.reset();
  });
});

for (const button of document.querySelectorAll("[data-does]")) {
  button.addEventListener("click", () =>
    does(button, async () => {
      await ask(button.dataset.does);
      anew(button.dataset.done);
    }),
  );
}
