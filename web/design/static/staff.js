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

/** Afterwards one is led back here. */
export function toLogin() {
  location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
}

document.querySelector("[data-log-out]").addEventListener("click", async () => {
  try {
    await post("/api/logout");
    sessionStorage.clear();
    location.assign("/login");
  } catch (problem) {
    tell(`Du är inte utloggad. ${problem.message}`, { isProblem: true });
  }
});

tellWhatWasLeft();
