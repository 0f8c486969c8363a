/** L2: what stands above the signature follows from the capacity; what a person wrote himself stays. */

const LINES = {
  chu_tich: "CHỦ TỊCH",
  pho_chu_tich: "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
  uy_quyen: "TUQ. CHỦ TỊCH",
  phan_cong: "TL. CHỦ TỊCH",
};

const capacity = /** @type {HTMLSelectElement | null} */ (document.querySelector("#f-capacity"));
const prefix = /** @type {HTMLTextAreaElement | null} */ (document.querySelector("#f-prefix"));
const held = /** @type {HTMLInputElement | null} */ (document.querySelector("#f-held_title"));
let proposed = "";

capacity?.addEventListener("change", () => {
  if (!prefix || (prefix.value.trim() && prefix.value !== proposed)) return;
  const lines = LINES[/** @type {keyof typeof LINES} */ (capacity.value)] ?? "";
  const own = ["uy_quyen", "phan_cong"].includes(capacity.value) && held?.value.trim();
  proposed = own ? `${lines}\n${held?.value.trim().toLocaleUpperCase("vi")}` : lines;
  prefix.value = proposed;
  prefix.dispatchEvent(new Event("input", { bubbles: true }));
});
