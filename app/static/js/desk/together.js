/** Several forms on one page: what is typed in the others goes along, so that a refused act gives it all back. */

addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || !form.closest("[data-together]")) return;
  for (const extra of form.querySelectorAll("[data-along]")) extra.remove();
  for (const other of document.querySelectorAll("[data-together] form")) {
    if (other === form) continue;
    for (const [name, value] of new FormData(/** @type {HTMLFormElement} */ (other))) {
      const along = document.createElement("input");
      Object.assign(along, { type: "hidden", name, value });
      along.dataset.along = "";
      form.append(along);
    }
  }
});
