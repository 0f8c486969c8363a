/** What a refusal's code means, in words that say what to do. */

import { t } from "./words.js";

/** @param {string} code */
export const problemWords = (code) => WORDS()[code] ?? t("Chưa làm được việc này. Thử lại, hoặc báo quản trị viên.");

/** Of a packet that is not tried again by itself: no promise that it is. @param {string} code */
export const parkedWords = (code) => (["offline", "busy", "later"].includes(code) ? t("Đã thử nhiều lần, máy chủ chưa nhận.") : problemWords(code));

/** @returns {Record<string, string>} */
const WORDS = () => ({
  offline: t("Không có mạng. Sẽ tự thử lại."),
  busy: t("Máy chủ đang bận. Sẽ tự thử lại."),
  later: t("Máy chủ đang bận. Sẽ tự thử lại."),
  not_signed_in: t("Cần đăng nhập lại."),
  invitation_gone: t("Lời mời đã dùng hoặc hết hạn. Nhờ quản trị viên tạo lời mời mới."),
  wrong_root: t("Lời mời này không phải của máy chủ đang mở. Nhờ quản trị viên tạo lại lời mời."),
  already_enrolled: t("Máy này đã được ghi nhận."),
  passkey_needed: t("Cần xác nhận bằng khóa truy cập của anh/chị."),
  not_allowed: t("Chỉ cán bộ đi nhà mới ghi nhận máy được."),
  key_not_kept: t("Máy này không giữ được khóa. Mở bằng Chrome hoặc Safari, tắt chế độ riêng tư."),
  already_approved: t("Hồ sơ đã được ký duyệt trước khi thay đổi này đến."),
  already_delivered: t("Hồ sơ này đã được trả trước đó. Văn thư sẽ đối chiếu."),
  place_taken: t("Máy vừa được ghi nhận ở một cửa sổ khác. Đóng cửa sổ này, mở lại ứng dụng."),
  practising: t("Máy đang tập thử. Bấm Thôi tập, rồi quét lại mã mời."),
  vault_not_opened: t("Máy chủ trả lời không đúng. Hồ sơ vẫn còn trên máy. Thử lại, hoặc báo quản trị viên."),
  device_stopped: t("Xã đã ngừng máy này nên chưa mở được. Mang máy đến gặp quản trị viên; đừng xóa ứng dụng."),
  sign_in_again: t("Đăng nhập đã lâu. Đăng nhập lại, rồi đặt mã PIN trong 10 phút."),
  visit_emptied: t("Nội dung lượt này đã hủy theo thời hạn lưu. Xã đã nhận, văn thư sẽ đối chiếu."),
  device_revoked: t("Máy này đã bị ngừng. Hồ sơ đã đến xã và chờ đối chiếu."),
  unknown_device: t("Xã không còn biết máy này. Giữ nguyên máy, báo quản trị viên. Hồ sơ vẫn ở trên máy."),
  device_suspended: t("Máy này đang tạm ngừng. Hồ sơ đã đến xã và chờ đối chiếu."),
  fork: t("Dữ liệu trên máy không liền mạch. Hồ sơ đã đến xã và chờ đối chiếu."),
  bad_assertion: t("Khóa truy cập không khớp. Lượt đã đến xã và chờ đối chiếu."),
  condition_not_met: t("Thiếu điều kiện chứng thực. Hồ sơ chờ đối chiếu."),
  ticket_taken: t("Tờ hẹn này đã gắn với hồ sơ khác. Chờ văn thư đối chiếu."),
  ticket_unknown: t("Tờ hẹn này không phải của xã. Chờ văn thư đối chiếu."),
  paper_expired: t("Giấy tờ tùy thân hết hạn. Hồ sơ chờ đối chiếu."),
  paper_elsewhere: t("Giấy gốc đang ở chỗ khác. Hồ sơ chờ đối chiếu."),
  quota: t("Máy hết chỗ, chưa lưu được. Các bước trước vẫn còn. Xóa bớt ảnh, video trong máy rồi làm lại."),
  not_a_card: t("Đây không phải mã QR trên thẻ căn cước. Đưa camera vào mã trên thẻ."),
  health_insurance_code: t("Đây là mã thẻ bảo hiểm y tế. Cần mã trên thẻ căn cước."),
  camera_denied: t("Ứng dụng chưa được dùng camera. Mở Cài đặt, Quyền, Camera, Cho phép; hoặc chọn ảnh có sẵn."),
});
