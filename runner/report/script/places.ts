/** Links open what they lead to, and all that it is inside of; frames become as tall as their pages, up to a screen. */
export const placesScript = `const byId = (id) => document.getElementById(id);
const reveal = (target) => {
  for (let at = target; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
};
const goToHash = () => {
  let target = null;
  try { target = byId(decodeURIComponent(location.hash.slice(1))); } catch { /* no place of this page */ }
  if (!target || !target.closest("details")) return;
  reveal(target);
  target.scrollIntoView({ block: target instanceof HTMLDetailsElement ? "start" : "center" });
  const summary = target instanceof HTMLDetailsElement && target.querySelector("summary");
  if (summary) summary.focus({ preventScroll: true });
};
addEventListener("hashchange", goToHash);
goToHash();
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
  // A second click on the same link changes no address.
  if (link && link.getAttribute("href") === location.hash) goToHash();
});
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
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details.step, header details")) part.open = true;
});`;
