/** Chuẩn bị đi: what the phone needs before it leaves the office; and the page that says why nothing new is begun. */

import { unsent } from "../core/drain.js";
import { findings, ROOM_FLOOR } from "../core/readiness.js";
import { isoDay } from "../core/moments.js";
import { t } from "../core/words.js";
import { meta } from "../store/device.js";
import { packets } from "../store/outbox.js";
import { askToKeep, isKept, roomLeft } from "../store/room.js";
import { status, wake } from "../sync/courier.js";
import { updateWaits } from "../sync/worker.js";
import { go, h, icon, link } from "./dom.js";
import { workPage } from "./frame.js";

/** What this phone says of itself. @param {any} own @returns {Promise<import("../core/readiness.js").Facts>} */
const facts = async (own) => {
  const assets = JSON.parse(document.getElementById("assets")?.textContent ?? "{}");
  const camera = await navigator.permissions?.query(/** @type {any} */ ({ name: "camera" })).catch(() => null);
  const battery = await /** @type {any} */ (navigator).getBattery?.().catch(() => null);
  const left = (await packets()).filter(unsent);
  const offset = await meta("offset");
  return {
    now: Date.now(),
    room: await roomLeft(),
    kept: (await isKept()) || (await askToKeep()),
    offset: offset ?? null,
    received: (await meta("received")) ?? 0,
    signedOut: status.signedOut,
    active: status.device === "active",
    camera: camera?.state ?? "prompt",
    scanner: Boolean(await caches.match(assets.wasm ?? "")),
    update: updateWaits(),
    unsent: left.length,
    // who certifies is known of today only
    certifiers: isoDay((await meta("received")) ?? 0) === isoDay(Date.now()) ? (own.commune.certifiers ?? null) : null,
    power: battery ? (battery.charging ? 1 : battery.level) : null,
  };
};

/** @param {import("./app.js").Context} context */
export const readyPage = async ({ own, again }) => {
  const found = findings(await facts(own));
  const must = found.filter((one) => one.must);
  const could = found.filter((one) => !one.ok && !one.must);
  const look = async () => {
    await wake(true);
    again();
  };
  const head = must.length
    ? h("div", { class: "panel panel--local" }, h("h1", {}, icon("alert"), t("Chưa đi được: còn {n} việc", { n: must.length })))
    : h(
        "div",
        { class: could.length ? "panel panel--local" : "panel panel--ok" },
        h("h1", {}, icon(could.length ? "alert" : "tick"), could.length ? t("Sẵn sàng đi, nên làm thêm {n} việc", { n: could.length }) : t("Sẵn sàng đi")),
        h("p", {}, could.length ? t("Việc nên làm ở ngay dưới; chưa làm vẫn đi được.") : t("Không có mạng cũng làm được cả ngày.")),
      );
  return workPage({
    title: t("Chuẩn bị đi"),
    back: () => go("/may"),
    children: [
      head,
      h(
        "ul",
        { class: "cases" },
        [...must, ...could, ...found.filter((one) => one.ok)].map((one) => h("li", {}, line(one))),
      ),
    ],
    foot: [h("button", { class: "btn btn--wide btn--tall", type: "button", onclick: look }, icon("repeat"), t("Kiểm tra lại"))],
  });
};

/** @param {import("../core/readiness.js").Finding} one */
const line = (one) =>
  h(
    "div",
    { class: `ready ready--${one.ok ? "ok" : one.must ? "must" : "could"}`, "data-code": one.code },
    icon(one.ok ? "tick" : one.must ? "bang" : "alert"),
    h("span", {}, one.words),
  );

/** Whether something new may be begun: what is begun must be finishable. */
export const roomForMore = async () => {
  const left = await roomLeft();
  return left === null || left >= ROOM_FLOOR;
};

export const fullPage = async () =>
  workPage({
    title: t("Máy hết chỗ"),
    back: () => go("/may"),
    children: [
      h(
        "div",
        { class: "panel panel--local" },
        h("h1", {}, icon("alert"), t("Máy hết chỗ, chưa bắt đầu hồ sơ mới")),
        h("p", {}, t("Hồ sơ đang có vẫn nguyên. Làm dở vẫn làm tiếp được.")),
      ),
      h("h2", {}, t("Cách lấy lại chỗ")),
      h(
        "ol",
        { class: "stack" },
        h("li", {}, t("Bật mạng, mở Chưa gửi, bấm Gửi ngay: xã nhận xong thì máy bỏ ảnh đã gửi.")),
        h("li", {}, t("Xóa bớt ảnh, video, ứng dụng không cần trong máy.")),
        h("li", {}, t("Bấm Thử lại.")),
      ),
      link("/may/chua-gui", { class: "btn btn--wide" }, icon("outbox"), t("Mở Chưa gửi")),
    ],
    foot: [h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: () => go("/may", true) }, icon("repeat"), t("Thử lại"))],
  });
