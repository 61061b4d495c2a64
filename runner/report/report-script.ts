/**
 * The report's own script: links open the step that they lead to, and frames become as tall as their pages, up to a screen. Without it all
 * is there, closed.
 */
export const reportScript = `(() => {
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!(target instanceof HTMLDetailsElement)) return;
    target.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
  const told = new WeakMap();
  addEventListener("message", (event) => {
    const height = Number(event.data && event.data.pipewrightHeight);
    if (!(height > 0)) return;
    for (const frame of document.querySelectorAll("iframe.page")) {
      if (frame.contentWindow !== event.source) continue;
      // A page that is as tall as its window would grow for ever.
      const times = (told.get(frame) || 0) + 1;
      told.set(frame, times);
      if (times <= 30) frame.style.height = Math.min(Math.max(Math.ceil(height) + 2, 60), 900) + "px";
    }
  });
})();`;
