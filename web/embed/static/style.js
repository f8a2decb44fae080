/** How the launcher looks, in a shadow of its own: the page's styles do not reach it. What stands
 * on the element itself is `!important`, since there the page's rules would come first. */

export const STYLE = `
:host {
  all: initial !important;
  display: block !important;
  position: fixed !important;
  inset: auto max(1rem, env(safe-area-inset-right)) max(1rem, env(safe-area-inset-bottom)) auto !important;
  max-inline-size: calc(100% - 2rem) !important;
  z-index: 2147483000 !important;
  font: 600 1rem/1.3 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif !important;
}
[hidden] { display: none !important; }
button {
  align-items: center;
  background: var(--accent, #14507a);
  border: 2px solid transparent;
  border-radius: 3rem;
  box-sizing: border-box;
  color: var(--on-accent, #fff);
  cursor: pointer;
  display: inline-flex;
  font: inherit;
  gap: .6rem;
  min-block-size: 2.75rem;
  min-inline-size: 2.75rem;
  padding: .5rem 1.1rem;
}
button:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px #14212b; }
.launch { box-shadow: 0 2px 12px rgb(0 0 0 / .3); }
svg { block-size: 1.5rem; fill: none; inline-size: 1.5rem; stroke: currentColor; stroke-linejoin: round; stroke-width: 2; }
.unread:empty { display: none; }
.unread { background: #fff; border-radius: 1rem; color: #14212b; font-size: .875rem; padding: .1rem .6rem; }
.panel {
  background: #fff;
  border: 1px solid #74828e;
  border-radius: 1rem;
  box-shadow: 0 6px 32px rgb(0 0 0 / .3);
  box-sizing: border-box;
  display: flex;
  flex-direction: column;
  inset: auto max(1rem, env(safe-area-inset-right)) calc(max(1rem, env(safe-area-inset-bottom)) + 3.75rem) auto;
  block-size: min(44rem, calc(100dvh - 6.5rem));
  inline-size: min(26rem, calc(100vw - 2rem));
  overflow: hidden;
  position: fixed;
}
.bar a { color: inherit; font-weight: 400; padding: .6rem; }
.bar { align-items: center; color: #14212b; display: flex; justify-content: space-between; padding: .4rem .5rem .4rem 1rem; }
iframe { block-size: 100%; border: 0; flex: 1; inline-size: 100%; min-block-size: 0; }
@media not all and (min-width: 40rem) and (min-height: 30rem) {
  .panel { block-size: auto; border: 0; border-radius: 0; inline-size: auto; inset: 0; padding: env(safe-area-inset-top) 0 0; z-index: 1; }
}
@media (prefers-reduced-motion: no-preference) {
  .panel { animation: rise .18s ease-out; }
  @keyframes rise { from { opacity: 0; transform: translateY(1rem); } }
}
@media (prefers-color-scheme: dark) {
  .panel { background: #19222a; }
  .bar { color: #e7edf2; }
}
@media (forced-colors: active) {
  button, .panel { border: 2px solid ButtonBorder; }
  button:focus-visible { outline-color: Highlight; }
}
@media print { :host { display: none !important; } }
`;
