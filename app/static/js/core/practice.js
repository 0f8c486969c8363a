/** Tập thử: the invented commune, people and card on which the whole job is practised; nothing of it ever leaves the phone. */

import { t } from "./words.js";

export const PRACTICE_PIN = "147258";
/** A practice that was forgotten ends by itself: what is real waits to be sent. */
export const LONGEST_PRACTICE = 2 * 3_600_000;
/** What stands in the code of the sample card. */
export const SAMPLE_CARD = "024149000099||Nguyễn Thị Thử|02091949|Nữ|Tổ 2, xã Tập Thử, tỉnh Ví Dụ|10102024||||";

/** @param {number} since @param {number} now */
export const isOver = (since, now) => !(now >= since && now - since < LONGEST_PRACTICE);

/** @param {any} [own] the real phone's own, whose way and wording are practised */
export const practiceCommune = (own) => ({
  id: "tap-thu",
  name: t("Xã Tập Thử"),
  unit: t("Xã Tập Thử"),
  place: t("xã Tập Thử, tỉnh Ví Dụ"),
  phone: "",
  code_prefix: "TT",
  way: own?.commune?.way ?? "B",
  wordings: own?.commune?.wordings,
});

/** @param {any} [own] */
export const practicePerson = (own) =>
  own?.person ?? { id: "tap-thu", name: t("Cán bộ tập thử"), honorific: "", title: t("Công chức tư pháp - hộ tịch"), roles: [] };

/** A paper that is ready to be carried home. @param {string} id @param {string} day today */
export const samplePaper = (id, day) => ({
  id,
  code: "TT-MAU2",
  name: "Trần Văn Thử",
  honorific: t("Ông"),
  hamlet: t("Tổ 5"),
  title: t("Giấy ủy quyền nhận trợ cấp"),
  state: "ready",
  holder: "officer",
  number: "00",
  copies: 1,
  pages: 1,
  received_at: `${day}T08:00:00.000+07:00`,
  newest: "0".repeat(64),
});

/** @param {string} id @param {string} day today */
export const sampleVisit = (id, day) => ({
  id,
  name: "Nguyễn Thị Thử",
  honorific: t("Bà"),
  hamlet: t("Tổ 2"),
  phone: "",
  note: "",
  on_date: day,
  at_time: "09:00",
  state: "planned",
  newest: "0".repeat(64),
});

/** What the pretended commune makes of a record: the packet is taken at once. @param {any} packet */
export const practised = (packet) => ({ ...packet, state: "accepted", reason: "" });
