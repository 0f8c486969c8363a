/** On what the phone pages run: another app's window, an iPhone, installed or in a tab. Facts are arguments. */

/** @typedef {{agent: string, standalone: boolean, worker: boolean, camera: boolean, touch: number}} Facts */
/** @typedef {{inApp: boolean, system: "iphone" | "android" | "computer", installed: boolean}} Platform */

const IN_APP = /Zalo|FBAN|FBAV|FB_IAB|Instagram|Line\/|TikTok|; wv\)/i;

/** @param {Facts} facts @returns {Platform} */
export const platformOf = ({ agent, standalone, worker, camera, touch }) => {
  // an iPad calls itself a Macintosh
  const apple = /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touch > 1);
  return {
    inApp: IN_APP.test(agent) || !worker || !camera,
    system: apple ? "iphone" : /Android/.test(agent) ? "android" : "computer",
    installed: standalone,
  };
};

/** An iPhone clears the store of a page that is only a tab: field work begins when it is installed. @param {Platform} platform */
export const mustInstall = ({ system, installed }) => system === "iphone" && !installed;
