/** The text of a transfer's code (EMVCo, NAPAS QR 1.5), as domain/vietqr.py makes it: tests/contract/vietqr.json. */

const NAPAS = "A000000727";
const CRC_AT = "6304";

/** CRC-16/CCITT-FALSE. @param {string} text ASCII */
const crc = (text) => {
  let value = 0xffff;
  for (const letter of text) {
    value ^= letter.charCodeAt(0) << 8;
    for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value & 0x8000 ? 0x1021 : 0);
    value &= 0xffff;
  }
  return value;
};

/** @param {string} name @param {string} value */
const part = (name, value) => name + String(value.length).padStart(2, "0") + value;

/** The words by which a transfer is known again: `CTCK VD7K4Q` for the case VD-7K4Q. @param {string} code */
export const purpose = (code) => `CTCK ${code.replaceAll("-", "")}`;

/**
 * With an amount in đồng, or without one; null for what no bank would take as it is.
 * @param {{bin: string, number: string}} account @param {number} amount @param {string} words
 */
export const build = ({ bin, number }, amount, words) => {
  if (!/^[0-9]{6}$/.test(bin) || !/^[0-9A-Za-z]{4,19}$/.test(number) || !/^[0-9A-Za-z .-]{0,25}$/.test(words) || amount < 0) return null;
  const to = part("00", NAPAS) + part("01", part("00", bin) + part("01", number)) + part("02", "QRIBFTTA");
  const text = [
    part("00", "01"),
    part("01", amount ? "12" : "11"),
    part("38", to),
    part("53", "704"),
    amount ? part("54", String(amount)) : "",
    part("58", "VN"),
    words ? part("62", part("08", words)) : "",
    CRC_AT,
  ].join("");
  return text + crc(text).toString(16).toUpperCase().padStart(4, "0");
};
