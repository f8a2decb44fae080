/** Logs in, and goes to where one's work is. */

import { post } from "/static/design/api.js";

const form = document.getElementById("login");
const told = document.getElementById("problem");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  told.hidden = true;
  try {
    const { next } = await post("/api/login", Object.fromEntries(new FormData(form)));
    location.assign(next);
  } catch (problem) {
    told.textContent = problem.message;
    told.hidden = false;
    button.disabled = false;
    form.elements.password.select(); // also gives it the focus
  }
});
