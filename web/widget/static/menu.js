/** The menu, and the one thing in it that has to be asked about first. */

export function openMenu(menu, dialog, startAnew) {
  const opener = menu.querySelector("summary");
  const close = () => (menu.open = false);

  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.preventDefault(); // the page around the chat must not take it as well
    close();
    opener.focus();
  });
  document.addEventListener("pointerdown", ({ target }) => menu.contains(target) || close());
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) close();
  });
  menu.querySelector("#start-anew").addEventListener("click", () => {
    opener.focus(); // the dialog gives the focus back to where it was
    close();
    dialog.returnValue = "";
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "yes") startAnew();
  });
}
