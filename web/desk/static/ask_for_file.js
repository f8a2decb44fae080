/** Asks the visitor for a file, in words that the agent can change. */

/** ask(text): what to do with them. */
export function offerAsking(button, dialog, ask) {
  const field = dialog.querySelector("textarea");
  button.addEventListener("click", () => {
    dialog.returnValue = "";
    field.value = field.defaultValue;
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    const text = field.value.trim() || field.defaultValue;
    if (dialog.returnValue === "ask") ask(text);
  });
}
