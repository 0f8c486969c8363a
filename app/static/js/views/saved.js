/** Đã lưu trên máy: where the case is, what comes next, what may still be done. A local save never says that the work is done. */

import { clock, day } from "../core/moments.js";
import { addressed } from "../core/names.js";
import { problemWords } from "../core/problem-words.js";
import { chipOf } from "../core/states.js";
import { t } from "../core/words.js";
import { packets, stub } from "../store/outbox.js";
import { newCase, readSame } from "./begin.js";
import { correctable } from "./correct.js";
import { banner, chip, go, h, icon, link } from "./dom.js";
import { workPage } from "./frame.js";
import { toCarry } from "./home.js";
import { returnedPanel } from "./returned.js";

const ORDER = ["submitted", "approved", "ready", "delivered"];

/** @param {import("./app.js").Context} context */
export const savedPage = async ({ own, parts }) => {
  const known = await stub(parts[0]);
  if (!known) return workPage({ title: t("Hồ sơ"), back: () => go("/may"), children: [h("h1", {}, t("Hồ sơ không còn trên máy này"))] });
  const mine = (await packets()).filter((packet) => packet.case === known.id);
  const unsent = mine.find((packet) => packet.state === "waiting" || packet.state === "parked");
  return workPage({
    title: unsent ? t("Đã lưu trên máy") : t("Hồ sơ"),
    back: () => go("/may"),
    children: [
      unsent ? localPanel(known) : receivedPanel(known, known.safe && !mine.length),
      facts(known),
      heldPanel(known),
      known.state === "returned" && !known.local && known.returned && returnedPanel(known),
      endedPanel(known),
      h("div", { class: "stack" }, acts(known, own, unsent?.kind === "case.submitted" ? await readSame() : null)),
      known.local === "declined" ? null : steps(known, own, Boolean(unsent)),
    ],
    foot: [h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: home }, t("Về trang Hôm nay"))],
  });
};

/** The second tap of an impatient double tap on *Hoàn tất* lands here, and must not wipe out that it is saved. @param {MouseEvent} event */
const home = (event) => event.detail < 2 && go("/may");

/** What may still be done with this case, as buttons. @param {any} known @param {any} own @param {any} same */
const acts = (known, own, same) => {
  if (known.local === "held") return [];
  const path = (/** @type {string} */ name) => `/may/${name}/${known.id}`;
  const sent = !known.local;
  return [
    known.state === "returned" && sent && link(path("bo-sung"), { class: "btn btn--primary btn--wide btn--tall" }, icon("pencil"), t("Bổ sung hồ sơ")),
    known.way === "A" &&
      known.state === "submitted" &&
      sent &&
      h("a", { class: "btn btn--primary btn--wide btn--tall", href: `/ho-so/${known.id}` }, icon("signed"), t("Ký chứng thực (cần mạng)")),
    toCarry(known) && link(`/may/tra/${known.id}/ai-nhan`, { class: "btn btn--primary btn--wide btn--tall" }, icon("given"), t("Trả kết quả")),
    known.holder === "lost" &&
      h(
        "button",
        { class: "btn btn--primary btn--wide", type: "button", onclick: () => newCase(own, { replaces: known.id, hamlet: known.hamlet }) },
        icon("plus"),
        t("Làm hồ sơ mới, mời ký lại"),
      ),
    same &&
      h(
        "button",
        { class: "btn btn--wide", type: "button", onclick: () => newCase(own, same, "dieu-kien-1") },
        icon("plus"),
        t("Thêm giấy khác của cùng người"),
      ),
    correctable(known) && link(path("sua-tra"), { class: "btn btn--wide" }, icon("repeat"), t("Ghi nhầm: sửa lần trả này")),
    ["submitted", "returned"].includes(known.state) && sent && link(path("rut"), { class: "btn btn--refuse btn--wide" }, icon("withdrawn"), t("Rút hồ sơ")),
  ];
};

/** @param {any} known */
const heldPanel = (known) => {
  const open = (known.held ?? []).filter((/** @type {any} */ one) => !one.closed);
  if (!open.length) return null;
  return banner(
    "warn",
    "pages",
    h("b", {}, t("Cần đối chiếu. ")),
    problemWords(open[0].code),
    " ",
    h("a", { href: `/can-doi-chieu/${known.id}` }, t("Xem cùng văn thư")),
  );
};

/** @param {any} known */
const endedPanel = (known) => {
  if (!known.ended || known.local) return null;
  const words = {
    refuse: t("{who} từ chối chứng thực.", { who: known.ended.by_name }),
    revoke: t("Giấy đã bị thu hồi."),
    "paper.lost": t("Giấy gốc hỏng hoặc mất."),
    decline: t("Đã từ chối tại nhà."),
    withdraw: t("Đã rút."),
  };
  return banner("warn", "alert", h("b", {}, words[/** @type {keyof typeof words} */ (known.ended.act)] ?? ""), ` ${known.ended.words ?? ""}`);
};

/** @param {any} known */
const localPanel = (known) =>
  h(
    "div",
    { class: "panel panel--local" },
    h("h1", {}, icon("phone-dot"), t("Đã lưu trên máy")),
    h("p", {}, t("Chưa gửi. Sẽ tự gửi khi có mạng.")),
    codeLines(known),
  );

/** @param {any} known @param {boolean} safe every record of it is in a backup that was opened and checked */
const receivedPanel = (known, safe) =>
  h(
    "div",
    { class: "panel panel--ok" },
    h("h1", {}, icon("tick"), safe ? t("Đã lưu chắc chắn") : t("Xã đã nhận")),
    h("p", {}, safe ? t("Xã đã nhận và có bản sao lưu đã kiểm tra. Máy này không còn giữ ảnh.") : t("Máy chủ đã nhận đủ ảnh và chữ ký.")),
    codeLines(known),
  );

/** @param {any} known */
const codeLines = (known) => [h("p", { class: "meta" }, t("Mã hồ sơ, đọc cho người dân ghi lại")), h("p", { class: "code" }, known.code)];

/** @param {any} known */
const facts = (known) =>
  h(
    "div",
    { class: "stack stack--8" },
    h("h2", {}, addressed(known.honorific, known.name)),
    h("p", { class: "muted" }, [known.title, known.hamlet].filter(Boolean).join(" · ")),
    h("div", { class: "chips" }, chip(chipOf(known)), known.number && h("span", { class: "chip chip--plain" }, icon("book", "icon--s"), known.number)),
  );

/** @param {any} known @param {any} own @param {boolean} unsent */
const steps = (known, own, unsent) => {
  if (!ORDER.includes(known.state)) return null;
  const reached = unsent && known.local !== "saved" ? ORDER.length : ORDER.indexOf(known.state);
  const decides = known.way === "A" || (!known.way && own.commune.way === "A") ? t("Cán bộ ký chứng thực") : t("Lãnh đạo ký duyệt");
  const lines = [
    [t("Đã nhận giấy gốc"), holderWords(known, own), true],
    [decides, known.due_at ? t("Hạn {at}", { at: `${clock(Date.parse(known.due_at))} ${day(Date.parse(known.due_at))}` }) : t("Sau khi xã nhận"), reached >= 1],
    [t("Ký, đóng dấu tại xã"), "", reached >= 2],
    [t("Trả tận nhà"), "", reached >= 3],
  ];
  return h(
    "section",
    { class: "stack" },
    h("h2", {}, t("Việc tiếp theo")),
    h(
      "ol",
      { class: "next-steps" },
      lines.map(([title, hint, done]) =>
        h(
          "li",
          { class: done ? "done" : "" },
          h("span", { class: "dot" }, done && icon("tick")),
          h("span", {}, h("b", {}, title), hint && h("small", {}, hint)),
        ),
      ),
    ),
  );
};

/** Who holds the original, always said. @param {any} known @param {any} own */
const holderWords = (known, own) => {
  const words = {
    officer: t("Cán bộ {name} giữ", { name: own.person.name }),
    clerk: t("Văn thư giữ"),
    certifier: t("Người ký chứng thực giữ"),
    person: t("Người dân giữ"),
  };
  return words[/** @type {keyof typeof words} */ (known.holder || "officer")] ?? "";
};
