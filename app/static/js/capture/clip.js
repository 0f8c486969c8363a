/** The one way to the clipboard. */

/** Whether the text lies there now. @param {string} text */
export const clip = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};
