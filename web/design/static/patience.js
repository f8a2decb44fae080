/** How long to wait before trying again. */

const WAITS = [1, 2, 4, 8, 15]; // seconds

/**
 * Waits longer with each attempt (0 is the first), but not past the moment when the network is
 * back. Up to a quarter is left to chance, so that not all come at once after a restart.
 */
export function patience(attempt) {
  const seconds = WAITS[Math.min(attempt, WAITS.length - 1)];
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000 * (1 - Math.random() / 4));
    window.addEventListener("online", done);
  });
}
