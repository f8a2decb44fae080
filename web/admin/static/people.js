/** Adds, changes and removes those who work here. */

import { does } from "/static/design/does.js";
import { element } from "/static/design/dom.js";
import { ask } from "/static/design/staff.js";
import { tellNext } from "/static/design/told.js";

const [password, sure] = ["password", "sure"].map((id) => document.getElementById(id));

function toEveryone(words) {
  tellNext(words);
  location.assign("/admin/people");
}

/** The one time that a password is to be seen. */
function show({ login, password: given }) {
  password.replaceChildren(
    element("p", {}, `${login} loggar in med det här lösenordet. Det visas bara nu:`),
    element("p", { class: "person__password" }, given),
  );
  password.hidden = false;
  password.scrollIntoView({ block: "nearest" });
}

function asSent(form) {
  const fields = new FormData(form);
  return { ...Object.fromEntries(fields), functions: fields.getAll("functions") };
}

for (const form of document.querySelectorAll("[data-person]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    does(form.querySelector("button"), async () => {
      const done = await ask(form.dataset.person, asSent(form));
      if (!done.password) return toEveryone("Sparat.");
      show(done);
      form.reset();
    });
  });
}

for (const button of document.querySelectorAll("[data-password]")) {
  button.addEventListener("click", () =>
    does(button, async () => show(await ask(button.dataset.password))),
  );
}

const remove = document.getElementById("remove");
remove?.addEventListener("click", () => sure.showModal());
sure?.addEventListener("close", () => {
  if (sure.returnValue !== "yes") return;
  does(remove, async () => {
    await ask(remove.dataset.remove);
    toEveryone("Personen är borttagen.");
  });
});
