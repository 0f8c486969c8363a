/** Put into the page by the bench only: when it was painted, when it could be used, how long each step and photo took. */
globalThis.tannhaBench = { painted: 0, usable: 0, steps: [], pins: [], photos: [] };
(() => {
  const bench = globalThis.tannhaBench;
  let tapped = 0;
  let picked = 0;
  let heading = "";
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint") bench.painted = entry.startTime;
  }).observe({ type: "paint", buffered: true });
  const afterPaint = (done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0));
  addEventListener(
    "click",
    (event) => {
      if (event.target.closest?.("button")) tapped = event.timeStamp;
    },
    true,
  );
  addEventListener(
    "change",
    (event) => {
      if (event.target.type === "file") picked = event.timeStamp;
    },
    true,
  );
  document.addEventListener(
    "load",
    (event) => {
      if (!picked || !event.target.closest?.("tn-photo")) return;
      bench.photos.push(performance.now() - picked);
      picked = 0;
    },
    true,
  );
  new MutationObserver(() => {
    if (!bench.usable && document.querySelector("tn-phone .btn--primary, .phone-lock .pin-key"))
      afterPaint((now) => {
        bench.usable ||= now;
      });
    const words = document.querySelector("h1")?.textContent ?? "";
    if (words === heading) return;
    // the PIN is stretched on purpose: what it takes is a figure of its own
    const times = heading === "Đưa máy lại cho cán bộ" ? bench.pins : bench.steps;
    heading = words;
    if (!tapped) return;
    const from = tapped;
    tapped = 0;
    afterPaint((now) => times.push(now - from));
  }).observe(document, { childList: true, subtree: true });
})();
