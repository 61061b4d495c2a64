import { oneLine } from "../../../util/graph/cell-text.ts";
import { escapeHtml } from "../../../util/html/escape-html.ts";
import { formatBytes } from "../format-bytes.ts";
import type { LogText } from "../report-run.ts";

const maxLine = 2000;

/** A node's log as it would look in a terminal without colours; what went to standard error is marked. */
export function logBlock({ lines, numBefore, bytesBefore }: LogText, step = ""): string {
  if (lines.length === 0) return "";
  const many =
    bytesBefore === undefined
      ? `${numBefore} earlier ${numBefore === 1 ? "line" : "lines"}`
      : `${formatBytes(bytesBefore)} and more`;
  const before = numBefore === 0 && bytesBefore === undefined ? "" : `<span class="muted">… ${many} not shown\n</span>`;
  const text = lines.map(({ line, stream }) => {
    const clean = oneLine(line);
    const short = escapeHtml(clean.length > maxLine ? `${clean.slice(0, maxLine)}…` : clean);
    return stream === "stderr" ? `<span class="stderr">${short}</span>` : short;
  });
  const place = step === "" ? "" : ` data-step="${step}"`;
  return `<pre class="log" tabindex="0"${place}>${before}${text.join("\n")}</pre>`;
}
