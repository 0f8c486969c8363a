/** Đã lưu trên máy: where the case is, what comes next, what may still be done. A local save never says that the work is done. */

import { practiceMark } from "./practice.js";
import { unsent } from "../core/drain.js";
import { addressed } from "../core/names.js";
import { parkedWords, problemWords } from "../core/problem-words.js";
import { ratable } from "../core/ratings.js";
import { chipOf } from "../core/states.js";
import { bindable, ticketShown } from "../core/tickets.js";
import { t } from "../core/words.js";
import { packets, stub } from "../store/outbox.js";
import { newCase, readSame } from "./begin.js";
import { correctable } from "./correct.js";
import { attemptPanel } from "./delivery-end.js";
import { carriedPanel } from "./delivery-panels.js";
import { banner, catalogue, chip, go, h, icon, link } from "./dom.js";
import { workPage } from "./frame.js";
import { toCarry } from "./home.js";
import { returnedPanel } from "./returned.js";
import { holderLine, steps } from "./saved-steps.js";
import { visitEnd } from "./visit-end.js";

/** @param {import("./app.js").Context} context */
export const savedPage = async ({ own, parts }) => {
  const known = await stub(parts[0]);
  if (!known) return workPage({ title: t("Hồ sơ"), back: () => go("/may"), children: [h("h1", {}, t("Hồ sơ không còn trên máy này"))] });
  const mine = (await packets()).filter((packet) => packet.case === known.id);
  const said = h("div", {});
  const left = mine.some(unsent);
  return workPage({
    title: left ? t("Đã lưu trên máy") : t("Hồ sơ"),
    back: () => go("/may"),
    children: [
      practiceMark(own),
      panel(known, mine),
      facts(known, own),
      heldPanel(known),
      attemptPanel(known),
      carriedPanel(known),
      ...handedLines(known),
      known.ticket && h("p", {}, t("Tờ hẹn: "), h("b", { class: "num" }, ticketShown(known.ticket))),
      known.state === "returned" && !known.local && known.returned && returnedPanel(known),
      endedPanel(known),
      said,
      h("div", { class: "stack" }, known.local && lead(known), await visitEnd(known, said), acts(known, own, await readSame(known.id))),
      steps(known, own),
    ],
    // what was saved a moment ago ends on the way home: no second tap of an impatient finger begins the next thing
    foot: [
      (!known.local && lead(known)) || h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: home }, t("Về trang Hôm nay")),
    ],
  });
};

/** The second tap of an impatient double tap on *Hoàn tất* lands here, and must not wipe out that it is saved. @param {MouseEvent} event */
const home = (event) => event.detail < 2 && go("/may");

/** To whom the result went, and a note of it that was put right. @param {any} known */
const handedLines = (known) => {
  const reason = catalogue().corrections.find((/** @type {any} */ one) => one.code === known.corrected?.reason)?.text ?? "";
  return [
    known.given_to && known.delivered_at && h("p", {}, h("b", {}, t("Người nhận: ")), known.given_to),
    known.corrected &&
      h("p", { class: "muted" }, t("Lần trả trước ghi nhầm, đã sửa: {why}", { why: [reason, known.corrected.text].filter(Boolean).join(", ") })),
  ];
};

/** The one thing that this case waits for from the officer; null when it waits for nobody, or for another. @param {any} known */
const lead = (known) => {
  const path = (/** @type {string} */ name) => `/may/${name}/${known.id}`;
  const big = "btn btn--primary btn--wide btn--tall";
  if (known.state === "returned" && !known.local) return link(path("bo-sung"), { class: big }, icon("pencil"), t("Bổ sung hồ sơ"));
  if (known.way === "A" && known.state === "submitted" && !known.local)
    return h("a", { class: big, href: `/ho-so/${known.id}` }, icon("signed"), t("Ký chứng thực (cần mạng)"));
  if (toCarry(known)) return link(`/may/tra/${known.id}/ai-nhan`, { class: big }, icon("given"), t("Trả kết quả"));
  return null;
};

/** What else may still be done with this case, as buttons. @param {any} known @param {any} own @param {any} same */
const acts = (known, own, same) => {
  if (known.local === "held") return [];
  const path = (/** @type {string} */ name) => `/may/${name}/${known.id}`;
  const sent = !known.local;
  return [
    known.ended?.act === "paper.lost" &&
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
    ratable(known) && link(path("danh-gia"), { class: "btn btn--wide" }, icon("given"), t("Mời người dân đánh giá")),
    bindable(known) && link(path("to-hen"), { class: "btn btn--wide" }, icon("scan"), t("Gắn tờ hẹn")),
    correctable(known) && link(path("sua-tra"), { class: "btn btn--wide" }, icon("repeat"), t("Ghi nhầm: sửa lần trả này")),
    ["submitted", "returned"].includes(known.state) && sent && link(path("rut"), { class: "btn btn--refuse btn--wide" }, icon("withdrawn"), t("Rút hồ sơ")),
  ];
};

/** The reason stands in the line itself: the packet may be gone, once a checked backup holds it. @param {any} known */
const heldPanel = (known) => {
  const code = openHeld(known)[0]?.code ?? (known.local === "held" && known.held_code);
  if (!code) return null;
  return banner(
    "warn",
    "pages",
    h("b", {}, t("Cần đối chiếu. ")),
    problemWords(code),
    " ",
    h("a", { href: `/can-doi-chieu/${known.id}` }, t("Xem cùng văn thư")),
  );
};

/** @param {any} known */
const endedPanel = (known) => {
  if (!known.ended || (known.local && known.ended.act !== "decline")) return null;
  const words = {
    refuse: t("{who} từ chối chứng thực.", { who: known.ended.by_name }),
    revoke: t("Giấy đã bị thu hồi."),
    replace: t("Đã thay bằng giấy khác."),
    "paper.lost": t("Giấy gốc hỏng hoặc mất."),
    decline: t("Đã từ chối tại nhà."),
    withdraw: t("Đã rút."),
    close: t("Văn thư đã đóng, không đi trả nữa."),
  };
  const reason = catalogue().refusals?.find((/** @type {any} */ one) => one.code === known.ended.code)?.text ?? "";
  const said = [reason, known.ended.words].filter(Boolean).join(": ");
  const lost = known.ended.lost;
  return h(
    "div",
    { class: "stack" },
    banner("warn", "alert", h("b", {}, words[/** @type {keyof typeof words} */ (known.ended.act)] ?? ""), ` ${said}`),
    lost && banner("warn", "alert", h("b", {}, words["paper.lost"]), ` ${lost.words}`),
  );
};

/** Where the case is, and nothing better than that. @param {any} known @param {any[]} mine its packets */
const panel = (known, mine) => {
  const parked = mine.find((packet) => packet.state === "parked");
  if (parked) return parkedPanel(known, parked.reason);
  if (mine.some((packet) => packet.state === "waiting"))
    return plainPanel(
      known,
      "local",
      "phone-dot",
      t("Đã lưu trên máy"),
      `${known.state === "declined" ? t("Phiếu từ chối tại nhà. ") : ""}${t("Chưa gửi. Sẽ tự gửi khi có mạng.")}`,
    );
  if (known.local === "held" || openHeld(known).length) {
    return plainPanel(known, "local", "pages", t("Xã đã nhận, đang đối chiếu"), t("Văn thư đối chiếu rồi mới làm tiếp. Anh/chị không phải gửi lại."));
  }
  if (known.state === "declined") return plainPanel(known, "ok", "tick", t("Xã đã nhận"), t("Xã đã nhận phiếu từ chối. Văn thư in văn bản để giao tận tay."));
  if (known.state === "returned") return plainPanel(known, "local", "reply", t("Cần bổ sung"), t("Xem lý do bên dưới rồi bấm Bổ sung hồ sơ."));
  if (["refused", "withdrawn", "revoked", "closed"].includes(known.state))
    return plainPanel(known, "local", "alert", t("Xã đã nhận"), t("Hồ sơ đã kết thúc. Xem kết quả bên dưới."));
  if (known.state === "delivered") return plainPanel(known, "ok", "given", t("Xã đã nhận"), t("Đã trả tận nhà. Xã đã nhận bản ký nhận."));
  if (known.safe && !mine.length)
    return plainPanel(known, "ok", "tick", t("Đã lưu chắc chắn"), t("Xã đã nhận và có bản sao lưu đã kiểm tra. Máy này không còn giữ ảnh."));
  return plainPanel(known, "ok", "tick", t("Xã đã nhận"), t("Xã đã nhận đủ ảnh và chữ ký."));
};

/** @param {any} known @param {string} tone @param {string} name @param {string} title @param {string} words */
const plainPanel = (known, tone, name, title, words) =>
  h("div", { class: `panel panel--${tone}` }, h("h1", {}, icon(name), title), h("p", {}, words), codeLines(known));

/** @param {any} known @param {string} reason */
const parkedPanel = (known, reason) =>
  h(
    "div",
    { class: "panel panel--local" },
    h("h1", {}, icon("bang"), t("Cần xử lý, chưa gửi được")),
    h("p", {}, parkedWords(reason)),
    h("p", {}, t("Hồ sơ vẫn còn trên máy, không tự gửi nữa. Mở Chưa gửi rồi bấm Gửi ngay; vẫn không được thì báo quản trị viên.")),
    link("/may/chua-gui", { class: "btn btn--wide" }, icon("outbox"), t("Mở Chưa gửi")),
    codeLines(known),
  );

/** @param {any} known @returns {any[]} */
const openHeld = (known) => (known.held ?? []).filter((/** @type {any} */ one) => !one.closed);

/** @param {any} known */
const codeLines = (known) => [h("p", { class: "meta" }, t("Mã hồ sơ, đọc cho người dân ghi lại")), h("p", { class: "code" }, known.code)];

/** @param {any} known @param {any} own */
const facts = (known, own) =>
  h(
    "div",
    { class: "stack stack--8" },
    h("h2", {}, addressed(known.honorific, known.name)),
    h("p", { class: "muted" }, [known.title, known.hamlet].filter(Boolean).join(" · ")),
    holderLine(known, own),
    h("div", { class: "chips" }, chip(chipOf(known)), known.number && h("span", { class: "chip chip--plain" }, icon("book", "icon--s"), known.number)),
  );
