/** Walking through the queue by keys. Enter is the link's own. */

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

export function walkByKeys(list) {
  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    // Who writes, or has opened something else, means its own keys.
    if (event.target.closest("input, textarea, select, summary")) return;
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
    if (!links[next]) return;
    event.preventDefault();
    links[next].focus();
  });
}
