/**
 * Keeps the chat within what can be seen. The keyboard of a phone is laid over the page, which
 * would hide the field one writes in; only the visual viewport knows how much is left.
 */

const LEAST_KEYBOARD = 120; // px; bars that come and go are lower

export function keepInSight() {
  const view = window.visualViewport;
  const root = document.documentElement;
  if (!view) return;
  const fit = () => {
    // Whoever has zoomed in also sees less, and wants to move around freely.
    const isZoomed = view.scale > 1.05;
    const hasKeyboard = !isZoomed && root.clientHeight - view.height > LEAST_KEYBOARD;
    root.classList.toggle("has-keyboard", hasKeyboard);
    root.style.setProperty("--visible-height", `${view.height}px`);
    root.style.setProperty("--visible-top", `${view.offsetTop}px`);
  };
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
}
