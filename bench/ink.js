/** Put into the page by the bench only: moves of the finger that is down, and how long the page's own handler takes. */
() => {
  const canvas = document.querySelector("canvas");
  let finger;
  canvas.addEventListener(
    "pointerdown",
    (event) => {
      finger = event;
    },
    { once: true },
  );
  globalThis.tannhaInk = async (moves) => {
    const times = [];
    const at = (step) => ({
      pointerId: finger.pointerId,
      pointerType: finger.pointerType,
      bubbles: true,
      pressure: 0.5,
      isPrimary: true,
      clientX: finger.clientX + (step % 280),
      clientY: finger.clientY + Math.floor(step / 280) * 8 + (step % 9) * 3,
    });
    for (let move = 0; move < moves; move++) {
      const points = [0, 1, 2, 3].map((part) => new PointerEvent("pointermove", at(move * 4 + part)));
      const event = new PointerEvent("pointermove", { ...at(move * 4 + 3), coalescedEvents: points });
      const begun = performance.now();
      canvas.dispatchEvent(event);
      times.push(performance.now() - begun);
      await new Promise((done) => setTimeout(done, 1000 / 120));
    }
    return { times, sent: moves * 4 };
  };
};
