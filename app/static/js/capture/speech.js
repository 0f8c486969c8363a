/** The phone's own Vietnamese voice, where it has one that works without a network. */

const LANGUAGE = "vi";
const SLOW = 0.9;
const PATIENCE = 1500;

/** @returns {SpeechSynthesisVoice | undefined} */
const voice = () => globalThis.speechSynthesis?.getVoices().find((one) => one.lang.toLowerCase().startsWith(LANGUAGE) && one.localService);

/** Whether anything can be read aloud; voices come some time after the page. @returns {Promise<boolean>} */
export const speaks = async () => {
  if (!globalThis.speechSynthesis) return false;
  if (voice()) return true;
  await new Promise((come) => {
    globalThis.speechSynthesis.addEventListener("voiceschanged", come, { once: true });
    setTimeout(come, PATIENCE);
  });
  return Boolean(voice());
};

/** @param {string} text */
export const sayAloud = (text) => {
  stopSaying();
  const said = new SpeechSynthesisUtterance(text);
  Object.assign(said, { lang: "vi-VN", rate: SLOW, voice: voice() ?? null });
  globalThis.speechSynthesis.speak(said);
};

export const stopSaying = () => globalThis.speechSynthesis?.cancel();
