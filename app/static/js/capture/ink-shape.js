/** Strokes as numbers and as a picture: packed to `ink/1`, unpacked, measured, painted. */

const UNIT = 10;
const WIDTH = 2.6;
/** What the commune takes of one signature; a real one has some hundred points. The recorder ends there. */
export const MOST_STROKES = 400;
export const MOST_POINTS = 20_000;

/** @typedef {import("./ink.js").Stroke} Stroke */

/** @param {Stroke} stroke */
export const packed = (stroke) => {
  let before = [0, 0, 0];
  const numbers = stroke.p.flatMap(([x, y, ms, pressure]) => {
    const now = [Math.round(x * UNIT), Math.round(y * UNIT), Math.round(ms)];
    const step = now.map((value, place) => value - before[place]);
    before = now;
    return stroke.t === "pen" ? [...step, Math.round(pressure * 1023)] : step;
  });
  return { c: stroke.c, t: ["touch", "pen"].includes(stroke.t) ? stroke.t : "mouse", d: numbers };
};

/** @param {{t: string, d: number[]}} stroke @param {number} unit */
export const points = (stroke, unit) => {
  const step = stroke.t === "pen" ? 4 : 3;
  const out = [];
  let [x, y, ms] = [0, 0, 0];
  for (let place = 0; place < stroke.d.length; place += step) {
    [x, y, ms] = [x + stroke.d[place], y + stroke.d[place + 1], ms + stroke.d[place + 2]];
    out.push([x / unit, y / unit, ms, step === 4 ? stroke.d[place + 3] / 1023 : 0]);
  }
  return out;
};

/** @param {number[][]} path */
export const lengthOf = (path) => path.slice(1).reduce((sum, point, place) => sum + Math.hypot(point[0] - path[place][0], point[1] - path[place][1]), 0);

/** Draws strokes; two points are a line, one is a dot. @param {HTMLCanvasElement} canvas @param {Stroke[]} strokes @param {number} scale */
export const paint = (canvas, strokes, scale) => {
  const ratio = devicePixelRatio || 1;
  const size = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
  if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(ratio * scale, 0, 0, ratio * scale, 0, 0);
  Object.assign(context, { lineCap: "round", lineJoin: "round", lineWidth: WIDTH, strokeStyle: "#00134D", fillStyle: "#00134D" });
  for (const { p } of strokes) {
    context.beginPath();
    if (p.length === 1) {
      context.arc(p[0][0], p[0][1], WIDTH / 2, 0, 7);
      context.fill();
      continue;
    }
    context.moveTo(p[0][0], p[0][1]);
    for (let place = 1; place < p.length - 1; place++) {
      const [x, y] = p[place];
      context.quadraticCurveTo(x, y, (x + p[place + 1][0]) / 2, (y + p[place + 1][1]) / 2);
    }
    context.lineTo(p[p.length - 1][0], p[p.length - 1][1]);
    context.stroke();
  }
};

/** Strokes of saved ink, for showing it again. @param {any} ink */
export const strokesOf = (ink) => ink.s.map((/** @type {any} */ stroke) => ({ c: stroke.c, t: stroke.t, p: points(stroke, ink.u) }));
