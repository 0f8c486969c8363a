/** Whether a phone is fit to leave the office: each finding with what to do about it. */

import { t } from "./words.js";

/** A day of visits: a few dozen cases of 1.2 MB, and what the browser itself needs. */
export const ROOM_WANTED = 300_000_000;
/** Below this a new case is not begun: it could not be finished. */
export const ROOM_FLOOR = 50_000_000;
const CLOCK_MAY_BE_OFF = 5 * 60_000;
const FRESH = 12 * 3_600_000;
const POWER_WANTED = 0.4;

/**
 * @typedef {{now: number, room: number | null, kept: boolean, offset: number | null, received: number, signedOut: boolean,
 *   active: boolean, camera: string, scanner: boolean, update: boolean, unsent: number, power: number | null, certifiers: string[] | null}} Facts
 * @typedef {{code: string, ok: boolean, must: boolean, words: string}} Finding
 */

/** @param {Facts} facts @returns {Finding[]} */
export const findings = (facts) => [
  finding("contact", facts.received > 0 && facts.now - facts.received < FRESH && !facts.signedOut, true, [
    t("Đã tải lịch và kết quả mới."),
    facts.signedOut ? t("Chưa tải được lịch mới: cần đăng nhập lại.") : t("Chưa tải lịch mới hôm nay: bật mạng rồi bấm Kiểm tra lại."),
  ]),
  finding("device", facts.active, true, [t("Máy được xã công nhận."), t("Máy đang bị ngừng: gặp quản trị viên.")]),
  ...(facts.certifiers === null
    ? []
    : [
        finding("certifier", facts.certifiers.length > 0, false, [
          t("Hôm nay ký duyệt: {names}.", { names: facts.certifiers.join(", ") }),
          t("Hôm nay chưa ai ký chứng thực được: hỏi văn thư hoặc lãnh đạo trước khi đi."),
        ]),
      ]),
  finding("room", facts.room === null || facts.room >= ROOM_WANTED, facts.room !== null && facts.room < ROOM_FLOOR, [
    t("Còn đủ chỗ cho ảnh."),
    t("Máy sắp hết chỗ: xóa bớt ảnh, video không cần trong máy."),
  ]),
  finding("kept", facts.kept, false, [
    t("Máy hứa giữ dữ liệu của ứng dụng."),
    t("Máy có thể tự xóa dữ liệu: cài ứng dụng ra màn hình chính, và gửi hồ sơ sớm."),
  ]),
  finding("clock", facts.offset === null || Math.abs(facts.offset) <= CLOCK_MAY_BE_OFF, true, [
    t("Giờ máy đúng."),
    t("Giờ máy lệch {n} phút: đặt giờ tự động trong Cài đặt của máy.", { n: Math.round(Math.abs(facts.offset ?? 0) / 60_000) }),
  ]),
  finding("camera", facts.camera !== "denied", false, [
    facts.camera === "granted" ? t("Đã cho dùng camera.") : t("Máy sẽ hỏi cho dùng camera ở lần quét đầu: chọn Cho phép."),
    t("Chưa cho dùng camera: mở cài đặt trang, cho phép camera."),
  ]),
  finding("scanner", facts.scanner, true, [t("Bộ đọc mã đã nằm trên máy."), t("Bộ đọc mã chưa tải xong: bật mạng, chờ một phút rồi kiểm tra lại.")]),
  finding("update", !facts.update, false, [t("Đang dùng bản mới nhất."), t("Có bản mới: cập nhật ở trang Tôi trước khi đi.")]),
  finding("unsent", facts.unsent === 0, false, [t("Không còn gì chờ gửi."), t("Còn {n} mục chưa gửi: bật mạng để gửi trước.", { n: facts.unsent })]),
  ...(facts.power === null
    ? []
    : [finding("power", facts.power >= POWER_WANTED, false, [t("Pin đủ."), t("Pin còn {n}%: sạc thêm.", { n: Math.round(facts.power * 100) })])]),
];

/** @param {string} code @param {boolean} ok @param {boolean} must without it one does not leave @param {string[]} words when it is well, when it is not @returns {Finding} */
const finding = (code, ok, must, [well, ill]) => ({ code, ok, must: !ok && must, words: ok ? well : ill });
