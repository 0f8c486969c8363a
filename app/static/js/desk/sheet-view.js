/** What a sheet says, as a reader sees it: exactly what will be printed, who asks, when and where. */

import { E6 } from "../capture/position.js";
import { birthWords, clock, day } from "../core/moments.js";
import { addressed, dong } from "../core/names.js";
import { signersOf } from "../core/signers.js";
import { t } from "../core/words.js";
import { h, icon, row } from "../views/dom.js";

/** Exactly what will be printed. @param {any} value */
export const words = ({ wording, fields, certifying }) => {
  const paper = h(
    "div",
    { class: "paper" },
    !wording.checked && h("span", { class: "paper-mark" }, t("Chưa đối chiếu")),
    h("p", { class: "mid" }, wording.title.join(" ")),
    wording.paragraphs.map((/** @type {any} */ one) => h("p", { class: one.centred ? "mid" : "" }, one.text)),
    h(
      "div",
      { class: "signs" },
      certifying.officer ? signs([t("Người tiếp nhận hồ sơ")], certifying.officer) : h("div", {}),
      signs(certifying.prefix, certifying.certifier),
    ),
  );
  const { document: asked } = fields;
  const known = JSON.parse(document.getElementById("case-words")?.textContent ?? "{}");
  const rule = known.rules?.[asked.kind];
  return [
    h(
      "section",
      { class: "stack stack--8" },
      h("h2", {}, t("Nội dung sẽ in trên giấy")),
      paper,
      rule && h("p", {}, icon("alert"), " ", h("b", {}, rule.told), " ", rule.basis),
      !wording.checked &&
        h("p", { class: "meta" }, t("“Chưa đối chiếu”: xã chưa so mẫu lời chứng này với phụ lục Nghị định 280/2025/NĐ-CP. Dòng này in ở lề.")),
    ),
    h(
      "section",
      { class: "stack stack--8" },
      h("h2", {}, t("Giấy và lý do")),
      h(
        "dl",
        { class: "summary summary--plain" },
        row(t("Giấy"), asked.title),
        known.kinds?.[asked.kind] !== asked.title && row(t("Loại giấy"), known.kinds?.[asked.kind] ?? asked.kind),
        row(t("Số trang, số bản"), t("{pages} trang, {copies} bản", { pages: asked.pages, copies: asked.copies })),
        row(t("Lý do làm tại nhà"), [known.reasons?.[fields.why.code] ?? fields.why.code, fields.why.text].filter(Boolean).join(": ")),
        row(t("Tổ, thôn"), fields.hamlet),
        rule && row(t("Điều riêng của loại giấy"), ticked(rule, asked.checked)),
        asked.language && row(t("Giấy viết bằng"), known.languages?.[asked.language] ?? asked.language),
        (fields.consents ?? []).map((/** @type {any} */ one) => row(known.extras?.[one.what] ?? one.what, one.given ? t("đồng ý") : t("không đồng ý"))),
        fields.position && row(t("Vị trí máy ghi"), `${fields.position.lat / E6}, ${fields.position.lon / E6} (± ${fields.position.within} m)`),
        fields.spoiled > 0 && row(t("Ký hỏng"), t("{n} tờ, đã làm tờ khác", { n: fields.spoiled })),
        fields.fee && row(t("Phí"), feeWords(fields.fee)),
        (fields.helpers ?? []).map((/** @type {any} */ one) =>
          row(known.helpers?.[one.role] ?? one.role, [one.name, one.number, one.relation, t("tự nguyện")].filter(Boolean).join(", ")),
        ),
      ),
    ),
    ...signersOf(fields).map((one, place) => signerView(one, place, fields, known)),
  ];
};

/** What the officer saw to at the home; a phone of an older release did not ask. @param {any} rule @param {string[] | undefined} checked */
const ticked = (rule, checked) =>
  checked ? rule.checks.map((/** @type {any} */ one) => one.words).join("; ") : t("Máy bản cũ không hỏi riêng; xem kỹ ảnh giấy.");

/** One who signed: how his paper was read, how he signed, what was asked of him. @param {any} one @param {number} place @param {any} fields @param {any} known */
const signerView = (one, place, fields, known) => {
  const { person } = one;
  const reading = place ? "" : (known.readings?.[fields.reading] ?? "");
  const { mode, finger } = place ? one : fields.signing;
  const how = { paper: t("Ký tên trên giấy"), neither: t("Không ký, không điểm chỉ được") }[/** @type {string} */ (mode)] ?? t("Điểm chỉ");
  return h(
    "section",
    { class: "stack stack--8" },
    h("h2", {}, place ? t("Người cùng ký: {who}", { who: addressed(person.honorific, person.name) }) : t("Người yêu cầu")),
    h(
      "dl",
      { class: "summary summary--plain" },
      row(t("Ngày sinh, giới tính"), `${birthWords(person.birth)}, ${person.sex === "nu" ? t("nữ") : t("nam")}`),
      row(
        t("Cách đọc giấy tờ tùy thân"),
        { scan: t("Quét mã trên thẻ"), typed: t("Nhập tay"), vneid: t("Xem VNeID") }[/** @type {string} */ (person.how)] ?? "",
      ),
      person.warnings.length > 0 && row(t("Lưu ý"), t("Số, năm sinh và giới tính chưa khớp nhau")),
      row(t("Cách ký"), [how, known.fingers?.[finger]].filter(Boolean).join(": ")),
      one.little_ink && row(t("Nét ký ngắn"), one.little_ink),
      reading && row(t("Đọc giấy"), reading),
      row(t("Điều kiện"), t("{n} câu, cán bộ ghi: đều đạt", { n: one.conditions.length })),
    ),
  );
};

/** A column under the wording: the lines above the signature and the name. @param {string[]} lines @param {string} name */
const signs = (lines, name) =>
  h(
    "div",
    {},
    lines.map((line) => h("p", {}, h("b", {}, line))),
    h("p", {}, t("(ký tay)")),
    h("p", {}, name),
  );

/** @param {{amount: number, paid: string, receipt: string, basis: string}} fee */
export const feeWords = (fee) => {
  const how = { cash: t("đã thu tiền mặt"), transfer: t("đã chuyển khoản"), later: t("thu khi trả kết quả"), exempt: t("được miễn") }[fee.paid] ?? "";
  return [dong(fee.amount), how, fee.receipt && t("biên lai {number}", { number: fee.receipt }), fee.basis].filter(Boolean).join(", ");
};

/** @param {any} value */
export const when = ({ fields }) => {
  const at = Date.parse(fields.signing.signed_at);
  return [
    h(
      "section",
      { class: "stack stack--8" },
      h("h2", {}, t("Thời gian và nơi ký")),
      h("dl", { class: "summary summary--plain" }, row(t("Cán bộ ghi giờ ký"), `${clock(at)} ${t("ngày")} ${day(at)}`), row(t("Nơi ký"), fields.signing.place)),
    ),
  ];
};
