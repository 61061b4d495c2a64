import { escapeHtml } from "../../../util/html/escape-html.ts";
import { wasStopped } from "../../logging/message-words.ts";
import { lastTry } from "../../logging/node-record.ts";
import type { ReportRun } from "../report-run.ts";
import { logBlock } from "./log.ts";

const shown = 10;
const shownLines = 8;

/** What went wrong, before all else: each failed step with its message and last words. */
export function failuresSection({ steps }: ReportRun): string {
  // What a person stopped has not failed by itself.
  const failed = steps.filter(({ node, phase }) => {
    return (phase === "Failed" || phase === "Error") && !wasStopped(node.finished?.message ?? "");
  });
  const blocks = failed.slice(0, shown).map(({ id, name, node }) => {
    const { lastLines, numLines } = lastTry(node);
    const message = node.finished?.message ?? "";
    const log =
      lastLines.length === 0
        ? ""
        : logBlock({ lines: lastLines.slice(-shownLines), numBefore: Math.max(0, numLines - shownLines) });
    return `<div class="note bad"><p><a href="#${id}"><strong>${escapeHtml(name)}</strong></a> failed${message === "" ? "" : `: ${escapeHtml(message)}`}</p>${log}</div>`;
  });
  const more = failed.length > shown ? `<p class="muted">and ${failed.length - shown} more; see the steps below</p>` : "";
  return failed.length === 0 ? "" : `<section id="failures"><h2>What failed</h2>\n${blocks.join("\n")}${more}\n</section>`;
}
