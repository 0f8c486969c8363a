/** A print opens in a page of its own: this one then shows by itself what comes next, unless something was typed on it. */

const touched = () =>
  [...document.querySelectorAll("input, textarea, select")].some((field) => {
    if (field instanceof HTMLSelectElement) return [...field.options].some((one) => one.selected !== one.defaultSelected && one.index > 0);
    const input = /** @type {HTMLInputElement} */ (field);
    if (input.type === "file") return (input.files?.length ?? 0) > 0;
    if (["checkbox", "radio", "hidden"].includes(input.type) || input.name === "reason") return false;
    return input.value !== input.defaultValue;
  });

const renew = () => {
  if (document.visibilityState === "visible" && !touched()) location.reload();
};

addEventListener("submit", (event) => {
  if (event.defaultPrevented || /** @type {HTMLFormElement} */ (event.target).target !== "_blank") return;
  // back from the printed page, or from the print window over this one
  document.addEventListener("visibilitychange", renew);
  addEventListener("focus", renew);
});
