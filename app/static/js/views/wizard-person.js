/** Who asks: the card scanned, VNeID shown, or typed; checked large. */

import { numberWarnings, parseCard } from "../core/identity-card.js";
import { birthFromWords, birthWords, isoDay } from "../core/moments.js";
import { tidy } from "../core/names.js";
import { signersOf } from "../core/signers.js";
import { isNational, numberFits } from "../core/wizard.js";
import { problemWords } from "../core/problem-words.js";
import { SAMPLE_CARD } from "../core/practice.js";
import { t } from "../core/words.js";
import { drafts } from "../store/drafts.js";
import { stubs } from "../store/outbox.js";
import { banner, catalogue, field, h, icon, input, pick } from "./dom.js";
import { capitalsFor } from "./capitals.js";
import { codeFinder } from "./finder.js";
import { nextButton, refuseButton } from "./wizard-parts.js";
import { lacks, mend, notKept, warn } from "./saying.js";

/** @typedef {import("./wizard.js").Step} Step */

/** A scanned card as answers; the raw text is forgotten. @param {import("../core/identity-card.js").Card} card */
export const personOf = (card) => ({
  honorific: card.sex === "nu" ? "ba" : "ong",
  name: card.name,
  number: card.number,
  birth: card.birth,
  sex: card.sex,
  address: card.address,
  issued: card.issued,
  warnings: card.warnings,
  how: "scan",
  paper: card.issued >= "2024-07-01" ? "the_can_cuoc" : "the_cccd",
});

/** @param {Step} step */
export const cardStep = (step) => {
  const said = h("div", { "aria-live": "polite" });
  // scanned or another way, whichever came first: what a code said is never kept as typed
  let settled = false;
  const found = async (/** @type {string} */ text) => {
    if (settled) return true;
    const read = parseCard(text);
    if (!("card" in read)) {
      said.replaceChildren(banner("warn", "alert", problemWords(read.code)));
      return false;
    }
    settled = true;
    navigator.vibrate?.(40);
    try {
      await step.next({ person: { ...step.answers.person, valid_until: undefined, ...personOf(read.card) } });
    } catch (error) {
      settled = false;
      notKept(said, error);
    }
    return settled;
  };
  // what VNeID showed is no card: who goes on to type has the card in his hand
  const card = step.answers.person?.how === "vneid" ? "the_can_cuoc" : (step.answers.person?.paper ?? "the_can_cuoc");
  const other = (/** @type {string} */ how, /** @type {string} */ paper) => {
    if (settled) return undefined;
    settled = true;
    return step.next({ person: { ...step.answers.person, how, paper } }).catch((error) => {
      settled = false;
      notKept(said, error);
    });
  };
  return {
    title: t("Quét mã QR trên thẻ căn cước"),
    children: [h("h1", { class: "h-small" }, t("Quét mã QR trên thẻ căn cước")), said, codeFinder(t("Đưa mã trên thẻ vào khung"), found)],
    foot: [
      h(
        "div",
        { class: "stack foot-wide" },
        step.own.practice &&
          h("button", { class: "btn btn--primary btn--wide", type: "button", onclick: () => found(SAMPLE_CARD) }, icon("scan"), t("Dùng thẻ mẫu")),
        h(
          "div",
          { class: "card-tools" },
          h("button", { class: "btn", type: "button", onclick: () => other("vneid", "can_cuoc_dien_tu") }, icon("phone"), t("Dùng VNeID")),
          h("button", { class: "btn", type: "button", onclick: () => other("typed", card) }, icon("keys"), t("Nhập tay")),
        ),
        refuseButton(step),
      ),
    ],
  };
};

/** @param {Step} step */
export const personStep = async (step) => {
  const person = { ...step.answers.person };
  const known = await Promise.all([stubs(), drafts()]);
  const typing = person.how !== "scan";
  let warned = "";
  let looked = "";
  const said = h("div", {});
  const name = input({ value: person.name ?? "", autocapitalize: "words", spellcheck: "false", maxlength: 120, name: "name" });
  const number = input({
    value: person.number ?? "",
    inputmode: isNational(person.paper) ? "numeric" : "text",
    lang: "en",
    class: "input id-number",
    maxlength: 20,
    name: "number",
  });
  const birth = input({ value: birthWords(person.birth ?? ""), inputmode: "text", maxlength: 10, name: "birth" });
  const address = input({ value: person.address ?? "", maxlength: 200, name: "address" });
  const papers = h(
    "select",
    { class: "input", name: "paper" },
    catalogue().papers.map((/** @type {any} */ one) => h("option", { value: one.code, selected: one.code === person.paper }, one.text)),
  );
  const choose = (/** @type {string} */ key, /** @type {string} */ label, /** @type {string[][]} */ options) =>
    pick(label, person, key, options, () => step.save({ person: { ...step.answers.person, [key]: person[key] } }));
  const sexes = choose("sex", t("Giới tính"), [
    ["nam", t("Nam")],
    ["nu", t("Nữ")],
  ]);
  const honorifics = choose("honorific", t("Xưng hô"), [
    ["ong", t("Ông")],
    ["ba", t("Bà")],
    ["cu", t("Cụ")],
  ]);
  const act = () => {
    const paper = /** @type {HTMLSelectElement} */ (papers).value;
    const digits = number.value.toUpperCase().replace(/[\s.]/g, "");
    const born = birthFromWords(birth.value);
    const short = t("Nhập đủ 12 số căn cước. Hiện có {n} số.", { n: digits.replace(/\D/g, "").length });
    const lacking = lacks(said, [
      [!tidy(name.value), t("Ghi họ và tên như trên thẻ."), name],
      [!numberFits(paper, digits), isNational(paper) ? short : t("Ghi số giấy tờ: chữ và số, từ 6 đến 20 ký tự."), number],
      [!born, t("Ghi ngày sinh, ví dụ 12/05/1954; chỉ biết năm thì ghi năm."), birth],
      [!person.sex, t("Chọn nam hoặc nữ."), sexes],
    ]);
    if (lacking) return undefined;
    const beside = signersOf(step.draft.answers).some((one, place) => place !== step.signer && one.person?.number === digits);
    if (beside) return mend(said, t("Người này đã có tên trong hồ sơ này rồi."), number);
    // nothing is chosen beforehand: a man is never addressed as a woman because nobody looked
    person.honorific ??= person.sex === "nu" ? "ba" : "ong";
    if ((person.sex === "nam" && person.honorific === "ba") || (person.sex === "nu" && person.honorific === "ong"))
      return mend(said, t("Giới tính và xưng hô chưa khớp nhau."), honorifics);
    const twin = sameToday(known, step.draft.id, digits);
    if (twin && warned !== digits) {
      warned = digits;
      return warn(said, t("Người này đang có hồ sơ hôm nay ({code}). Vẫn làm hồ sơ mới thì bấm Đúng lần nữa.", { code: twin }));
    }
    const warnings = isNational(paper) ? numberWarnings(digits, born, person.sex) : [];
    const doubtful = warnings.length > 0 && `${digits} ${born} ${person.sex}`;
    if (doubtful && typing && looked !== doubtful) {
      looked = doubtful;
      return warn(said, t("{what} So lại với thẻ. Thẻ ghi đúng như vậy thì bấm Đúng lần nữa.", { what: warnings.map(doubtWords).join(" ") }));
    }
    return step.next({
      person: { ...person, paper, name: tidy(name.value), number: digits, birth: born, address: tidy(address.value), warnings, issued: person.issued ?? "" },
    });
  };
  const doubt = (person.warnings ?? []).length > 0 && banner("warn", "alert", t("Số, năm sinh và giới tính trên thẻ chưa khớp nhau. So lại với thẻ."));
  const title = typing ? t("Nhập giấy tờ tùy thân") : t("Đúng người này không?");
  return {
    title,
    children: [
      said,
      h(
        "div",
        { class: "question" },
        h("h1", {}, title),
        h("p", { class: "hint" }, typing ? t("Ghi như trên thẻ, rồi so với người trước mặt.") : t("So với thẻ và với người trước mặt.")),
      ),
      doubt,
      field(t("Họ và tên"), name),
      capitalsFor(name),
      field(t("Số giấy tờ"), number),
      field(t("Ngày sinh"), birth, t("Chỉ biết năm thì ghi năm.")),
      h("div", { class: "field" }, h("h2", { class: "label" }, t("Giới tính")), sexes),
      h("div", { class: "field" }, h("h2", { class: "label" }, t("Xưng hô")), honorifics),
      field(t("Nơi thường trú"), address),
      field(t("Giấy tờ đã xuất trình"), papers),
    ],
    foot: [refuseButton(step), nextButton(t("Đúng"), act, "tick")],
  };
};

/** What of the number contradicts the rest of the card. @param {string} code */
const doubtWords = (code) =>
  ({
    unknown_province: t("Ba số đầu không phải mã tỉnh nào."),
    id_year: t("Số căn cước không khớp năm sinh."),
    id_sex: t("Số căn cước không khớp giới tính."),
  })[code] ?? "";

/** The code of another case of the same identity paper today, or "". @param {any[][]} known @param {string} id @param {string} number */
const sameToday = ([cases, begun], id, number) => {
  const today = isoDay(Date.now());
  const done = cases.find(
    (one) => one.id_number === number && isoDay(Date.parse(one.made_at)) === today && !["withdrawn", "declined", "refused"].includes(one.state),
  );
  const draft = begun.find((one) => one.id !== id && one.kind === "case.submitted" && one.answers.person?.number === number);
  return done?.code ?? draft?.code ?? "";
};
