/** Does what a button of a page is for, or tells why not. */

import { tellNext } from "/static/design/told.js";

const problem = document.getElementById("problem");

/** With the button out of reach meanwhile. */
export async function does(button, act) {
  button.disabled = true;
  problem.hidden = true;
  try {
    await act();
  } catch (fault) {
    problem.textContent = fault.message;
    problem.hidden = false;
    problem.scrollIntoView({ block: "nearest" });
  } finally {
    button.disabled = false;
  }
}

/** Shows the page as it is now, and says what was done. */
export function anew(words) {
  tellNext(words);
  location.reload();
}
