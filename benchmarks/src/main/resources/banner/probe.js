// Runs before the page's own scripts, and notes what a tap costs the one who taps.
(() => {
  const probe = window.probe = { shift: 0, interactions: {}, gone: null };
  // Cumulative Layout Shift leaves out what follows a tap at once: whoever asks for the choices sees the banner grow.
  new PerformanceObserver(list => list.getEntries().forEach(entry => probe.shift += entry.hadRecentInput ? 0 : entry.value))
    .observe({ type: "layout-shift", buffered: true });
  // Event Timing: the longest of the events that make up one tap, from the touch to the next frame on the screen.
  const note = list => list.getEntries().filter(entry => entry.interactionId).forEach(entry =>
    probe.interactions[entry.interactionId] = Math.max(probe.interactions[entry.interactionId] || 0, entry.duration));
  new PerformanceObserver(note).observe({ type: "event", durationThreshold: 16, buffered: true });
  let tapped = 0;
  addEventListener("pointerdown", event => tapped = event.timeStamp, true);
  new MutationObserver(changes => {
    if (!changes.some(change => [...change.removedNodes].some(node => node.shadowRoot))) return;
    const frame = new MessageChannel();
    frame.port1.onmessage = () => probe.gone = performance.now() - tapped;
    requestAnimationFrame(() => frame.port2.postMessage(""));
  }).observe(document, { childList: true, subtree: true });
})();
