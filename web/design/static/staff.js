/** What all pages of the desk and the workshop share: asking the server, and logging out. */

import { post } from "./api.js";
import { tell, tellWhatWasLeft } from "./told.js";

/** As `post`; whoever is not logged in any more is shown the way there. */
export async function ask(url, body) {
  try {
    return await post(url, body);
  } catch (problem) {
    if (problem.status === 401) toLogin();
    throw problem;
  }
}

export function toLogin() {
  location.assign("/login");
}

document.querySelector("[data-log-out]").addEventListener("click", async () => {
  try {
    await post("/api/logout");
    sessionStorage.clear();
    toLogin();
  } catch (problem) {
    tell(`Du är inte utloggad. ${problem.message}`, { isProblem: true });
  }
});

tellWhatWasLeft();
