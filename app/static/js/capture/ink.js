/** The ink recorder: the vectors are the record, the canvas only a view that is never read back. */

import { lengthOf, MOST_POINTS, MOST_STROKES, packed, paint, points } from "./ink-shape.js";

const UNIT = 10;
const APART = 0.7;
const PALM = 60;
const PEN_REST = 800;

/** @typedef {{c: number, t: string, p: number[][]}} Stroke points are [x, y, ms, pressure] in CSS px of the first box */

export class Ink {
  /** @param {HTMLCanvasElement} canvas @param {() => void} changed called at every pen-up */
  constructor(canvas, changed) {
    this.canvas = canvas;
    this.changed = changed;
    /** @type {Stroke[]} */
    this.strokes = [];
    /** @type {Stroke[]} */
    this.undone = [];
    /** @type {(Stroke & {id: number}) | null} */
    this.current = null;
    this.box = { w: 0, h: 0 };
    this.begun = 0;
    this.wall = 0;
    this.rejected = 0;
    this.lastPen = -PEN_REST;
    canvas.addEventListener("pointerdown", (event) => this.down(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerup", (event) => this.up(event, 0));
    canvas.addEventListener("pointercancel", (event) => this.up(event, 1));
    canvas.addEventListener("touchstart", (event) => event.cancelable && event.preventDefault(), { passive: false });
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  /** Goes on with ink that was saved. @param {any} ink */
  load(ink) {
    this.box = { w: ink.w / ink.u, h: ink.h / ink.u };
    this.wall = ink.t0;
    this.begun = performance.now() - (Date.now() - ink.t0);
    this.rejected = ink.rej;
    this.strokes = ink.s.map((/** @type {any} */ stroke) => ({ c: stroke.c, t: stroke.t, p: points(stroke, ink.u) }));
    this.draw();
  }

  get scale() {
    const { clientWidth, clientHeight } = this.canvas;
    return Math.min(clientWidth / this.box.w, clientHeight / this.box.h) || 1;
  }

  /** @param {PointerEvent} event */
  place(event) {
    const area = this.canvas.getBoundingClientRect();
    return [(event.clientX - area.left) / this.scale, (event.clientY - area.top) / this.scale, event.timeStamp - this.begun, event.pressure];
  }

  /** @param {PointerEvent} event */
  isPalm(event) {
    if (event.pointerType !== "touch") return false;
    return event.timeStamp - this.lastPen < PEN_REST || Math.max(event.width, event.height) > PALM;
  }

  /** @param {PointerEvent} event */
  down(event) {
    const penOverPalm = event.pointerType === "pen" && this.current?.t === "touch";
    if ((this.current && !penOverPalm) || this.isPalm(event) || event.button > 0) {
      this.rejected += 1;
      return;
    }
    if (penOverPalm) this.strokes.pop();
    if (this.isFull()) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    if (!this.box.w) this.box = { w: this.canvas.clientWidth, h: this.canvas.clientHeight };
    if (!this.wall) {
      this.begun = event.timeStamp;
      this.wall = Math.round(Date.now() - (performance.now() - event.timeStamp));
    }
    this.current = { id: event.pointerId, c: 0, t: event.pointerType, p: [this.place(event)] };
    this.strokes.push(this.current);
    this.undone = [];
    this.draw();
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (event.pointerId !== this.current?.id) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const one of events.length ? events : [event]) this.add(this.place(one));
    if (event.pointerType === "pen") this.lastPen = event.timeStamp;
    this.draw();
  }

  /** @param {number[]} point */
  add(point) {
    const stroke = /** @type {Stroke} */ (this.current);
    const last = stroke.p[stroke.p.length - 1];
    if (this.isFull()) return;
    if (point[2] >= last[2] && Math.hypot(point[0] - last[0], point[1] - last[1]) >= APART) stroke.p.push(point);
  }

  /** A stroke that the system cancelled (a call, an edge swipe) is kept and marked. @param {PointerEvent} event @param {number} cancelled */
  up(event, cancelled) {
    if (event.pointerId !== this.current?.id) return;
    if (!cancelled) this.add(this.place(event));
    this.current.c = cancelled;
    this.current = null;
    this.draw();
    this.changed();
  }

  undo() {
    const stroke = this.strokes.pop();
    if (stroke) this.undone.push(stroke);
    this.draw();
    this.changed();
  }

  redo() {
    const stroke = this.undone.pop();
    if (stroke) this.strokes.push(stroke);
    this.draw();
    this.changed();
  }

  clear() {
    this.undone = [...this.strokes].reverse();
    this.strokes = [];
    this.draw();
    this.changed();
  }

  /** No more is taken: what is drawn so far stays, and is said to be too much. */
  isFull() {
    return this.strokes.length >= MOST_STROKES || this.strokes.reduce((sum, stroke) => sum + stroke.p.length, 0) >= MOST_POINTS;
  }

  /** Very short ink is asked about, never refused. */
  isLittle() {
    const all = this.strokes.flatMap((stroke) => stroke.p);
    const width = Math.max(...all.map((point) => point[0])) - Math.min(...all.map((point) => point[0]));
    const length = this.strokes.reduce((sum, stroke) => sum + lengthOf(stroke.p), 0);
    return length < 60 || width < 40;
  }

  draw() {
    paint(this.canvas, this.strokes, this.scale);
  }

  /** The record: `ink/1`. */
  export() {
    return {
      v: "ink/1",
      u: UNIT,
      w: Math.round(this.box.w * UNIT),
      h: Math.round(this.box.h * UNIT),
      t0: this.wall,
      dpr: Math.round(devicePixelRatio * 100),
      rej: this.rejected,
      s: this.strokes.map(packed),
    };
  }
}
