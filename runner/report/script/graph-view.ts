/**
 * The graph in a window of its own: larger and smaller by buttons, keys and the wheel with Ctrl, moved by dragging and as everything that
 * scrolls, and searched. Its size is the width of the picture, so that the browser's own scrolling moves it.
 */
export const graphViewScript = `const view = byId("graph-view");
const picture = view && view.querySelector("svg");
if (picture) {
  const natural = Number(picture.getAttribute("width")) || 1;
  const tall = Number(picture.getAttribute("height")) || 1;
  const room = () => view.clientWidth - 26;
  const fitting = () => Math.min(1, room() / natural, (innerHeight * 0.75 - 26) / tall);
  let scale = Math.min(1, Math.max(0.6, room() / natural));
  const zoomTo = (wanted) => {
    const before = scale;
    scale = Math.min(4, Math.max(0.1, wanted));
    const [x, y] = [view.scrollLeft + view.clientWidth / 2, view.scrollTop + view.clientHeight / 2];
    picture.style.cssText = "max-width:none;min-width:0;height:auto;width:" + natural * scale + "px";
    view.scrollLeft = (x * scale) / before - view.clientWidth / 2;
    view.scrollTop = (y * scale) / before - view.clientHeight / 2;
  };
  const zooms = { in: () => zoomTo(scale * 1.25), out: () => zoomTo(scale / 1.25), one: () => zoomTo(1), fit: () => zoomTo(fitting()) };
  view.classList.add("live");
  byId("graph-controls").hidden = false;
  byId("graph-controls").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) zooms[button.dataset.zoom]();
  });
  view.addEventListener("keydown", (event) => {
    const zoom = { "+": "in", "=": "in", "-": "out", 0: "fit", 1: "one" }[event.key];
    if (!zoom || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    zooms[zoom]();
  });
  view.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomTo(scale * Math.exp(-event.deltaY / 300));
  }, { passive: false });
  let drag;
  view.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0) drag = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop, moved: false };
  });
  addEventListener("pointermove", (event) => {
    if (!drag) return;
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    if (Math.hypot(x, y) > 4) drag.moved = true;
    if (drag.moved) view.scrollTo(drag.left - x, drag.top - y);
  });
  addEventListener("pointerup", () => setTimeout(() => { drag = undefined; }));
  view.addEventListener("click", (event) => { if (drag && drag.moved) event.preventDefault(); }, true);
  view.addEventListener("dragstart", (event) => event.preventDefault());
  const nodes = [...picture.querySelectorAll("g.node")].map((element) => ({ element, text: (element.querySelector("title")?.textContent || "").toLowerCase() }));
  const query = byId("graph-query");
  let hits = [];
  let current = -1;
  const mark = () => {
    for (const { element } of nodes) element.classList.toggle("current", hits[current] === element);
    byId("graph-count").textContent = query.value.trim() === "" ? "" : hits.length === 0 ? "nothing found" : current < 0 ? hits.length + " found; Enter goes to the next" : current + 1 + " of " + hits.length;
  };
  query.addEventListener("input", () => {
    const wanted = query.value.trim().toLowerCase();
    hits = wanted === "" ? [] : nodes.filter(({ text }) => text.includes(wanted)).map(({ element }) => element);
    current = -1;
    picture.classList.toggle("searching", wanted !== "");
    for (const { element } of nodes) element.classList.toggle("hit", hits.includes(element));
    mark();
  });
  query.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || hits.length === 0) return;
    current = (current + (event.shiftKey ? hits.length - 1 : 1)) % hits.length;
    hits[current].scrollIntoView({ block: "nearest", inline: "center" });
    mark();
  });
}`;
