/** Refusing: a page that explains and makes the record, not an error; nobody is refused by one tap. */

import { isoDay, stamp } from "../core/moments.js";
import { tidy } from "../core/names.js";
import { factsOf } from "../core/signers.js";
import { declination } from "../core/submission.js";
import { t } from "../core/words.js";
import { dropDraft } from "../store/drafts.js";
import { finish } from "../store/outbox.js";
import { agreed } from "./asking.js";
import { catalogue, choices, field, go, h, icon, input } from "./dom.js";
import { stubOf } from "./wizard-check.js";
import { capitalsFor } from "./capitals.js";
import { keepOnce } from "./further.js";
import { lacks, otherTold } from "./saying.js";

/** @type {Record<string, string>} */
const FROM = {
  lucid: "not_lucid",
  same_person: "not_same_person",
  free_will: "not_free",
  not_signed_before: "signed_before",
  no_blanks: "signed_before",
  has_read: "other",
};

/** @param {import("./wizard.js").Step} step */
export const refusalStep = (step) => {
  const { answers, draft, own } = step;
  const said = h("div", {});
  let code = FROM[answers.refusal_code] ?? "";
  const words = input({ maxlength: 300, name: "words" });
  const name = input({ maxlength: 120, name: "name", autocapitalize: "words", value: answers.asked ?? answers.person?.name ?? "" });
  name.addEventListener("change", () => step.save({ asked: tidy(name.value) }));
  // what the question before found stands on top, in sight
  const reasons = [...catalogue().refusals].sort((one, other) => Number(other.code === code) - Number(one.code === code));
  const list = choices(t("Lý do từ chối"), reasons, code, (chosen) => {
    code = chosen;
  });
  const decline = h(
    "button",
    {
      class: "btn btn--refuse btn--tall",
      type: "button",
      onclick: async () => {
        const text = tidy(words.value);
        const lacking = lacks(said, [
          [!code, t("Chọn lý do từ chối."), list],
          otherTold(code, words),
          [!tidy(name.value), t("Ghi họ tên người yêu cầu; không rõ thì ghi “không rõ tên”."), name],
        ]);
        if (lacking) return undefined;
        const facts = factsOf(draft, own.commune, isoDay(Date.now()));
        const ended = { act: "decline", code, words: text, by_name: own.person.name };
        const line = { ...stubOf(draft), name: tidy(name.value), way: facts.way, state: "declined", ended };
        const body = () => declination({ ...answers, asked: tidy(name.value) }, facts, { code, text });
        // the draft stays the draft of a case until the refusal is kept
        const keep = async () => finish({ ...draft, kind: "case.declined" }, body(), line, stamp(Date.now()));
        return keepOnce(decline, said, keep, `/may/da-luu/${draft.case}`);
      },
    },
    icon("refuse"),
    t("Lập phiếu từ chối"),
  );
  const drop = h(
    "button",
    {
      class: "link",
      type: "button",
      onclick: async () => {
        if (!(await agreed(t("Xóa bản nháp này?"), t("Ảnh và chữ ký trong bản nháp mất hẳn."), t("Xóa bản nháp")))) return;
        await dropDraft(draft);
        go("/may", true);
      },
    },
    t("Mở nhầm: xóa bản nháp này"),
  );
  return {
    title: t("Từ chối chứng thực"),
    children: [
      said,
      h(
        "div",
        { class: "question" },
        h("h1", {}, t("Từ chối chứng thực?")),
        h("p", { class: "hint" }, t("Người yêu cầu được nhận văn bản nêu rõ lý do. Chưa chắc thì quay lại hỏi thêm.")),
      ),
      list,
      !answers.person?.name && field(t("Họ và tên người yêu cầu"), name),
      !answers.person?.name && capitalsFor(name),
      field(t("Ghi thêm"), words),
      !answers.photos?.length && drop,
    ],
    foot: [
      h("button", { class: "btn btn--primary btn--tall", type: "button", onclick: () => go(`/may/moi/${draft.id}/${draft.step}`) }, t("Quay lại làm tiếp")),
      decline,
    ],
  };
};
