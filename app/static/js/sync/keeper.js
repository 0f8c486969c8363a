/** The vault's key beside the page, in the service worker's memory: a page loaded anew while the officer works need not ask for the PIN. */

/** A worker that does not answer has nothing. */
const PATIENCE = 1_500;

/** @param {object} message @param {Transferable[]} [ports] */
const tell = (message, ports = []) => navigator.serviceWorker?.controller?.postMessage({ vault: { at: Date.now(), ...message } }, ports);

/** @param {string} device @param {CryptoKey | null} key */
export const keepKey = (device, key) => {
  if (key) tell({ act: "keep", device, key });
};

export const dropKey = () => tell({ act: "drop" });

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
