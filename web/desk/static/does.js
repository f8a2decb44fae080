/** Does what a page is for and shows it anew, or tells why not. */

import { ask } from "/static/design/staff.js";
import { tellNext } from "/static/design/told.js";

const problem = document.getElementById("problem");

export async function does(button, url, body, done) {
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
