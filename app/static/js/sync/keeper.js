/** The vault's key beside the page, in the service worker's memory: a page loaded anew while the officer works need not ask for the PIN. */

/** One window locked is all windows locked. */
const windows = new BroadcastChannel("tannha-lock");

/** @param {() => void} act what this window does when another was locked */
export const whenShut = (act) => {
  windows.onmessage = act;
};

/** A worker that does not answer has nothing. */
const PATIENCE = 1_500;

/** @param {object} message @param {Transferable[]} [ports] */
const tell = (message, ports = []) => navigator.serviceWorker?.controller?.postMessage({ vault: { at: Date.now(), ...message } }, ports);

/** @param {string} device @param {CryptoKey | null} key */
export const keepKey = (device, key) => {
  if (key) tell({ act: "keep", device, key });
};

/** No window, and no page that is loaded anew, has the key any more. */
export const dropKey = () => {
  tell({ act: "drop" });
  windows.postMessage("shut");
};

/** Nobody looks at the phone from now on; `back`: somebody does again. */
export const tellAway = () => tell({ act: "away" });
export const tellBack = () => tell({ act: "back" });

/** @param {string} device @returns {Promise<CryptoKey | null>} */
export const askKey = (device) =>
  new Promise((done) => {
    if (!navigator.serviceWorker?.controller) return done(null);
    const { port1, port2 } = new MessageChannel();
    const late = setTimeout(() => done(null), PATIENCE);
    port1.onmessage = ({ data }) => {
      clearTimeout(late);
      done(data);
    };
    return tell({ act: "ask", device }, [port2]);
  });
