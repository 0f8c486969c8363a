/** The viewfinder: reads codes or takes photos inside the page; a picked photo is the way out when the camera is refused. */

import { cameraIsOpen, closeCamera, frame, hasTorch, LONGEST, openCamera, torch } from "../capture/camera.js";
import { readCode, toJpeg } from "../capture/workers.js";
import { problemWords } from "../core/problem-words.js";
import { t } from "../core/words.js";
import { banner, h, icon } from "./dom.js";

const PAUSE = 110;
/** After so long without a code the way out is said. */
const TRY_OTHERWISE = 15_000;
const HARDER_EACH = 5;

/**
 * A live viewfinder that calls `found` with each text it reads until that answers true.
 * @param {string} say @param {(text: string) => Promise<boolean>} found
 */
export const codeFinder = (say, found) => {
  const { root, video, said } = finder(say);
  let over = false;
  const offer = async (/** @type {ImageBitmap} */ bitmap, /** @type {boolean} */ harder) => {
    const text = await readCode(bitmap, harder).catch(notRead);
    // who went on without the code is not called back by a reading that ends late
    if (text && !over && root.isConnected) over = await found(text);
    if (over) closeCamera();
    return Boolean(text);
  };
  /** The reader itself could not be loaded. */
  const notRead = () => {
    over = true;
    said.replaceChildren(banner("warn", "alert", t("Không mở được bộ đọc mã. Nhập tay, hoặc mở lại ứng dụng.")));
    return "";
  };
  const look = async () => {
    const begun = performance.now();
    let told = false;
    for (let turn = 0; !over && video.isConnected; turn++) {
      if (!told && cameraIsOpen() && performance.now() - begun > TRY_OTHERWISE) {
        told = true;
        said.replaceChildren(banner("warn", "alert", t("Chưa đọc được mã. Lau thẻ, bật đèn, hoặc chọn cách khác bên dưới.")));
      }
      if (video.readyState >= 2 && cameraIsOpen()) await offer(await frame(video), turn % HARDER_EACH === HARDER_EACH - 1);
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  };
  const picked = async (/** @type {File} */ file) => {
    const bitmap = await opened(file);
    if (!bitmap) said.replaceChildren(banner("warn", "alert", NOT_OPENED()));
    else if (!(await offer(bitmap, true)) && !over)
      said.replaceChildren(banner("warn", "alert", t("Chưa đọc được mã trong ảnh. Chụp gần hơn, đủ sáng, hoặc nhập tay.")));
  };
  root.append(said, pickButton(t("Chọn ảnh có mã"), picked));
  start(video, said, look);
  return root;
};

/**
 * A live viewfinder that takes one photo.
 * @param {string} say @param {(jpeg: ArrayBuffer) => Promise<void>} taken
 */
export const photoFinder = (say, taken) => {
  const { root, video, said } = finder(say);
  const keep = async (/** @type {ImageBitmap} */ bitmap) => {
    try {
      await taken(await toJpeg(bitmap));
      closeCamera();
    } catch (error) {
      const full = /** @type {Error} */ (error).name === "QuotaExceededError";
      said.replaceChildren(banner("error", "bang", full ? problemWords("quota") : t("Chưa lưu được ảnh. Chụp lại.")));
    }
  };
  const shutter = h(
    "button",
    { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: async () => keep(await frame(video)) },
    icon("camera"),
    t("Chụp"),
  );
  root.append(
    said,
    shutter,
    pickButton(t("Chọn ảnh có sẵn"), async (file) => {
      const bitmap = await opened(file);
      if (bitmap) await keep(bitmap);
      else said.replaceChildren(banner("warn", "alert", NOT_OPENED()));
    }),
  );
  start(video, said, () => shutter.focus(), shutter);
  return root;
};

const NOT_OPENED = () => t("Ảnh này không mở được. Chụp lại hoặc chọn ảnh khác.");

/** A picked file as a picture, upright; null when it is none. @param {File} file @returns {Promise<ImageBitmap | null>} */
const opened = (file) => createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);

/** @param {string} say */
const finder = (say) => {
  const video = /** @type {HTMLVideoElement} */ (h("video", { playsinline: true, "aria-label": t("Hình camera") }));
  const tools = h("div", { class: "finder-tools" });
  const box = h("div", { class: "finder" }, video, tools, h("p", { class: "finder-say" }, say));
  video.addEventListener("playing", () => {
    if (hasTorch() && !tools.children.length) tools.append(torchButton());
  });
  return { root: h("div", { class: "stack" }, box), video, said: h("div", { "aria-live": "polite" }) };
};

const torchButton = () => {
  let lit = false;
  return h(
    "button",
    {
      type: "button",
      onclick: () => {
        lit = !lit;
        torch(lit);
      },
    },
    icon("torch"),
    t("Đèn"),
  );
};

/** @param {HTMLVideoElement} video @param {HTMLElement} said @param {() => void} then @param {HTMLElement} [shutter] of no use without a picture */
const start = async (video, said, then, shutter) => {
  try {
    if (!(await openCamera(video))) return;
    then();
  } catch {
    video.closest(".finder")?.remove();
    said.replaceChildren(banner("warn", "camera", problemWords("camera_denied")));
    return;
  }
  const mine = /** @type {MediaStream} */ (video.srcObject);
  setTimeout(() => video.isConnected && mine.active && layAside(video, said, shutter), LONGEST);
};

/** Its camera is closed until somebody wants it. @param {HTMLVideoElement} video @param {HTMLElement} said @param {HTMLElement} [shutter] */
const layAside = (video, said, shutter) => {
  closeCamera();
  const parts = [/** @type {HTMLElement} */ (video.closest(".finder")), shutter];
  const show = (/** @type {boolean} */ shown) => {
    for (const part of parts) part?.toggleAttribute("hidden", !shown);
  };
  show(false);
  const open = () => {
    said.replaceChildren();
    show(true);
    start(video, said, () => shutter?.focus(), shutter);
  };
  const button = h("button", { class: "btn btn--primary btn--wide btn--tall", type: "button", onclick: open }, icon("camera"), t("Mở lại camera"));
  said.replaceChildren(banner("warn", "camera", t("Lâu chưa chụp nên camera đã tự đóng.")), button);
};

/** @param {string} word @param {(file: File) => Promise<void>} picked */
const pickButton = (word, picked) => {
  const input = /** @type {HTMLInputElement} */ (h("input", { type: "file", accept: "image/*", class: "visually-hidden", "aria-label": word }));
  input.addEventListener("change", () => input.files?.[0] && picked(input.files[0]));
  return h("label", { class: "btn btn--wide" }, input, icon("pages"), word);
};
