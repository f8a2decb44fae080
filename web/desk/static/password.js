/** Changes one's own password; afterwards one logs in with the new one. */

import { Problem, post } from "/static/design/api.js";

const form = document.getElementById("password");
const told = document.getElementById("problem");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  told.hidden = true;
  try {
    const { next } = await post("/api/password", Object.fromEntries(new FormData(form)));
    location.assign(next);
  } catch (problem) {
    const isWrong = problem instanceof Problem && problem.code === "wrong_login";
    told.textContent = isWrong ? "Lösenordet du har nu är fel. Skriv det igen." : problem.message;
    told.hidden = false;
    button.disabled = false;
    form.elements[isWrong ? "old" : "new"].select();
  }
});
