/** On a narrow screen the desk's menu shows its first lines and the present one; a tap shows all. */

const button = document.querySelector("[data-menu]");
button?.addEventListener("click", () => {
  const folded = /** @type {HTMLElement} */ (button.closest(".side")).toggleAttribute("data-folded");
  button.setAttribute("aria-expanded", String(!folded));
  for (const words of button.querySelectorAll("span")) words.hidden = !words.hidden;
});
