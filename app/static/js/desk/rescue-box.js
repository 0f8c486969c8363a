/** A phone's rescue file is read here line by line and brought in piece by piece; what is there already is only counted. */

import { fromB64u } from "../core/encoding.js";
import { problemWords } from "../core/problem-words.js";
import { readHead, readItem } from "../core/rescue.js";
import { t } from "../core/words.js";
import { postBytes, postJson, Refused } from "../sync/office.js";
import { banner, h } from "../views/dom.js";

/** The lines of a file, without having the whole of it in memory. @param {File} file */
async function* linesOf(file) {
  let rest = "";
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + piece.value).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest) yield rest;
}

class RescueBox extends HTMLElement {
  connectedCallback() {
    const input = /** @type {HTMLInputElement} */ (this.querySelector("input"));
    input.addEventListener("change", () => input.files?.[0] && this.take(input.files[0]));
  }

  /** @param {string} tone @param {string} name @param {any[]} children */
  say(tone, name, ...children) {
    this.querySelector("[data-said]")?.replaceChildren(banner(tone, name, ...children));
  }

  /** @param {File} file */
  async take(file) {
    /** @type {Record<string, number>} */
    const counts = { accepted: 0, held: 0, duplicate: 0, refused: 0, incomplete: 0 };
    /** @type {Set<string>} */
    const reasons = new Set();
    let head = null;
    let done = 0;
    try {
      for await (const line of linesOf(file)) {
        if (!line) continue;
        if (!head) {
          head = readHead(line);
          continue;
        }
        const item = readItem(line);
        const path = `/cuu-ho/may/${head.device}`;
        if ("blob" in item) {
          await postBytes(`${path}/anh/${item.blob}`, fromB64u(item.data));
          continue;
        }
        const verdict = await postJson(`${path}/ban-ghi`, { envelope: item.envelope, body: item.body, key: item.key });
        counts[verdict.verdict] = (counts[verdict.verdict] ?? 0) + 1;
        if (verdict.code) reasons.add(problemWords(verdict.code));
        done += 1;
        this.say("local", "outbox", t("Đang nhập {done}/{of}…", { done, of: head.records }));
      }
      if (!head) throw new Error("not_a_rescue_file");
      this.told(counts, reasons, done < head.records);
    } catch (error) {
      const none = /** @type {Error} */ (error).message === "not_a_rescue_file";
      const words = error instanceof Refused ? (error.answer?.title ?? problemWords(error.code)) : t("Tệp bị hỏng giữa chừng.");
      this.say(
        "error",
        "bang",
        h("b", {}, none ? t("Đây không phải tệp cứu hộ của Tận Nhà.") : words),
        done ? " " : "",
        done ? t("Đã nhập {done} bản. Chọn lại tệp để nhập tiếp, không bị trùng.", { done }) : "",
      );
    }
  }

  /** @param {Record<string, number>} counts @param {Set<string>} reasons @param {boolean} short */
  told(counts, reasons, short) {
    const lines = [
      t("{n} bản mới đã vào hồ sơ", { n: counts.accepted }),
      t("{n} bản xã đã có từ trước", { n: counts.duplicate }),
      counts.held > 0 && t("{n} bản giữ lại, chờ đối chiếu", { n: counts.held }),
      counts.incomplete > 0 && t("{n} bản thiếu ảnh", { n: counts.incomplete }),
      counts.refused > 0 && t("{n} bản không đọc được", { n: counts.refused }),
      short && t("Tệp bị cắt ngắn: lưu lại tệp từ điện thoại rồi nhập lần nữa."),
      ...reasons,
    ].filter(Boolean);
    const wrong = short || counts.refused + counts.incomplete > 0;
    const list = h(
      "ul",
      {},
      lines.map((line) => h("li", {}, line)),
    );
    this.say(
      wrong ? "warn" : "ok",
      wrong ? "alert" : "tick",
      h("b", {}, t("Đã đọc hết tệp.")),
      list,
      counts.held > 0 && h("a", { href: "/can-doi-chieu/" }, t("Mở Cần đối chiếu")),
    );
  }
}

customElements.define("tn-rescue", RescueBox);
