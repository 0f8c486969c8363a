/** English on this phone: each officer chooses for himself; its words are fetched once and kept beside the app, without them all is Vietnamese. */

import { assets } from "../capture/workers.js";
import { speakVietnamese, useWords } from "../core/words.js";
import { keepLanguage, ownLanguage } from "../store/officers.js";
import { getJson } from "./office.js";

const CACHE = "words";
const KEPT = "/words";

let english = false;

/** @returns {Promise<{from: string, words: Record<string, string>} | undefined>} */
const kept = async () => {
  try {
    return await (await caches.match(KEPT, { cacheName: CACHE }))?.json();
  } catch {
    return undefined;
  }
};

const take = async () => {
  const { table: from } = assets();
  const text = JSON.stringify({ from, words: await getJson(from) });
  await (await caches.open(CACHE)).put(KEPT, new Response(text, { headers: { "content-type": "application/json" } }));
};

/** Before any other script of the app: its words are read when it is loaded. */
export const readLanguage = async () => {
  const found = await kept();
  // a store that cannot be read is told of later, in Vietnamese
  if (!found || (await ownLanguage().catch(() => "vi")) !== "en") return;
  english = true;
  useWords(found.words);
  document.documentElement.lang = "en";
};

/** After an update the words are fetched anew, for the next start; without a network the older ones go on. */
export const freshenWords = async () => {
  const found = english && (await kept());
  if (found && found.from !== assets().table) await take().catch(() => {});
};

/** What a citizen holds or may see speaks Vietnamese. @param {boolean} held */
export const speakTo = (held) => {
  speakVietnamese(held);
  document.documentElement.lang = english && !held ? "en" : "vi";
};

/** Throws where nothing could be fetched. */
export const chooseEnglish = async () => {
  await take();
  await keepLanguage("en");
  location.reload();
};

export const chooseVietnamese = async () => {
  // another officer of this phone may use the words
  await keepLanguage("vi");
  location.reload();
};
