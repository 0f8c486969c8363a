/** A form that shows its page anew takes along what was put into another form of the page, so that it is there again. */

for (const form of document.querySelectorAll("form[data-along]")) {
  form.addEventListener("formdata", (event) => {
    const { formData } = /** @type {FormDataEvent} */ (event);
    const other = /** @type {HTMLFormElement} */ (document.getElementById(/** @type {HTMLElement} */ (form).dataset.along ?? ""));
    for (const [name, value] of new FormData(other)) if (!formData.has(name)) formData.append(name, value);
  });
}
