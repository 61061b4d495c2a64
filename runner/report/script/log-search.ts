/** Searches the lines of all logs in the page, and leads from each that it finds to its place. */
export const logSearchScript = `const logControls = byId("log-controls");
if (logControls) {
  const [query, step, errors, count, hits] = ["log-query", "log-step", "log-errors", "log-count", "log-hits"].map(byId);
  const said = count.textContent;
  const most = 300;
  let logs;
  // Each line with the text nodes in which it begins.
  const linesOf = (pre) => {
    const lines = [];
    let line = { text: "", isError: false };
    const end = () => { lines.push(line); line = { text: "", isError: false }; };
    for (const node of pre.childNodes) {
      if (node instanceof Element && node.classList.contains("muted")) continue;
      const isError = node instanceof Element;
      node.textContent.split("\\n").forEach((text, at) => {
        if (at > 0) end();
        if (text === "") return;
        if (line.text === "") Object.assign(line, { node: isError ? node.firstChild : node, isError, offset: isError ? 0 : offsetOf(node, at) });
        line.text += text;
      });
    }
    end();
    return lines;
  };
  const offsetOf = (node, line) => {
    let at = 0;
    for (let passed = 0; passed < line; passed++) at = node.data.indexOf("\\n", at) + 1;
    return at;
  };
  const read = () => [...document.querySelectorAll("pre.log[data-step]")].map((pre) => {
    const details = byId(pre.dataset.step);
    return { pre, step: pre.dataset.step, name: details.querySelector("summary strong").textContent, lines: linesOf(pre) };
  });
  const lead = ({ pre }, line, wanted) => {
    const details = byId(pre.dataset.step);
    if (details) details.hidden = false;
    reveal(pre);
    const range = document.createRange();
    const from = line.offset + Math.max(0, line.text.toLowerCase().indexOf(wanted));
    range.setStart(line.node, Math.min(from, line.node.length));
    range.setEnd(line.node, Math.min(from + wanted.length, line.node.length));
    if (globalThis.Highlight && CSS.highlights) CSS.highlights.set("found", new Highlight(range));
    pre.scrollIntoView({ block: "center" });
    pre.scrollTop += range.getBoundingClientRect().top - pre.getBoundingClientRect().top - pre.clientHeight / 2;
    pre.focus({ preventScroll: true });
  };
  const show = (log, line, wanted) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    const name = document.createElement("span");
    name.className = "muted";
    name.textContent = log.name;
    const at = line.text.toLowerCase().indexOf(wanted);
    const found = document.createElement("mark");
    found.textContent = line.text.slice(at, at + wanted.length);
    const code = document.createElement("code");
    code.append(line.text.slice(Math.max(0, at - 80), at), found, line.text.slice(at + wanted.length, at + 240));
    button.append(name, " ", code);
    button.addEventListener("click", () => lead(log, line, wanted));
    item.append(button);
    return item;
  };
  const search = () => {
    const wanted = query.value.toLowerCase();
    if (wanted === "") {
      hits.replaceChildren();
      count.textContent = said;
      return;
    }
    logs ||= read();
    let found = 0;
    const items = [];
    for (const log of logs) {
      if (step.value !== "" && log.step !== step.value) continue;
      for (const line of log.lines) {
        if ((errors.checked && !line.isError) || !line.text.toLowerCase().includes(wanted)) continue;
        if (++found <= most) items.push(show(log, line, wanted));
      }
    }
    hits.replaceChildren(...items);
    count.textContent = found === 0 ? "nothing found" : found + (found === 1 ? " line" : " lines") + (found > most ? ", the first " + most + " shown" : "");
  };
  let due;
  const later = () => { clearTimeout(due); due = setTimeout(search, 100); };
  logControls.hidden = false;
  query.addEventListener("input", later);
  step.addEventListener("change", search);
  errors.addEventListener("change", search);
}`;
