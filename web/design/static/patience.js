/** How long to wait before trying again. */

// Seconds. Someone who looks at the page is not kept waiting; a page that nobody sees can wait.
const WAITS = [0.5, 1, 1.6];
const UNSEEN_WAITS = [1, 2, 4, 8, 15];

/** Calls `wake` when the network is back or the page is looked at again; gives what ends that. */
export function onReturn(wake) {
  const seen = () => document.hidden || wake();
  const events = [
    [window, "online", wake],
    [window, "focus", seen],
    [window, "pageshow", seen],
    [document, "visibilitychange", seen],
  ];
  for (const [target, name, act] of events) target.addEventListener(name, act);
  return () => {
    for (const [target, name, act] of events) target.removeEventListener(name, act);
  };
}

/**
 * Waits longer with each attempt (0 is the first), but not past the moment when the network is
 * back or the page is looked at again. Up to a quarter is left to chance, so that not all come at
 * once after a restart.
 */
export function patience(attempt) {
  const waits = document.hidden ? UNSEEN_WAITS : WAITS;
  const seconds = waits[Math.min(attempt, waits.length - 1)];
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      end();
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000 * (1 - Math.random() / 4));
    const end = onReturn(done);
  });
}
