import { stateLook } from "../../../util/graph/state-look.ts";
import { escapeHtml } from "../../../util/html/escape-html.ts";
import { formatDuration } from "../../logging/format-duration.ts";
import { earlierWords, type NodeRecord, phaseOf, spanOf } from "../../logging/node-record.ts";
import type { ReportRun, ReportStep } from "../report-run.ts";
import { timeTicks } from "../time-ticks.ts";
import { section } from "./html.ts";

const rowHeight = 24;
const axisHeight = 22;
/** What took no time, such as a result from the cache, is seen too. */
const leastShare = 0.003;

/**
 * When each step ran: a bar per try, beside its name. Widths are shares of the picture's own width, so that it fits every screen without
 * its words becoming small.
 */
export function timelineSection(run: ReportRun): string {
  const steps = run.steps.filter(({ phase }) => phase !== "Skipped" && phase !== "Omitted");
  const span = run.to - run.from;
  if (steps.length === 0 || !(span >= 0)) return "";
  const height = axisHeight + steps.length * rowHeight;
  const share = (time: number): string => percent(span === 0 ? 0 : (time - run.from) / span);
  const ticks = timeTicks(span, 8).map(({ at, label }) => {
    const x = percent(span === 0 ? 0 : at / span);
    const anchor = at === 0 ? "start" : at > span * 0.95 ? "end" : "middle";
    return `<line x1="${x}" x2="${x}" y1="${axisHeight - 6}" y2="${height}" stroke="var(--pw-line)"/><text x="${x}" y="11" text-anchor="${anchor}" font-size="11" fill="var(--pw-muted)">${label}</text>`;
  });
  const bars = steps.map((step, row) => barsOf(step, row, run, share));
  const names = steps.map(({ id, name }) => `<li><a href="#${id}" title="${escapeHtml(name)}">${escapeHtml(name)}</a></li>`);
  return section(
    "timeline",
    "Timeline",
    `<figure class="timeline" tabindex="0" aria-label="Timeline of the steps"><ol class="names" style="padding-top:${axisHeight}px">${names.join("")}</ol>
<svg xmlns="http://www.w3.org/2000/svg" role="img" width="100%" height="${height}"><title>Timeline</title><desc>When each of ${steps.length} steps ran, within ${formatDuration(span)}.</desc>${ticks.join("")}${breaksOf(run, share, height)}${bars.join("")}</svg></figure>`,
  );
}

/** When nobody worked on the run. */
function breaksOf({ record }: ReportRun, share: (time: number) => string, height: number): string {
  return record.breaks
    .map(({ from, to }) => {
      const x = share(from);
      const width = Math.max(0, Number.parseFloat(share(to)) - Number.parseFloat(x));
      const title = `<title>${escapeHtml(`interrupted for ${formatDuration(to - from)}`)}</title>`;
      const y = axisHeight - 6;
      return `<g class="break"><rect x="${x}" y="${y}" width="${Math.round(width * 1000) / 1000}%" height="${height - y}" fill="var(--pw-soft)">${title}</rect><line x1="${share(to)}" x2="${share(to)}" y1="${y}" y2="${height}" stroke="var(--pw-warn)" stroke-width="1.5">${title}</line></g>`;
    })
    .join("");
}

function barsOf({ name, node, tries }: ReportStep, row: number, run: ReportRun, share: (time: number) => string): string {
  const y = axisHeight + row * rowHeight + 5;
  const width = (from: number, to: number): string =>
    percent(run.to === run.from ? 1 : Math.max(leastShare, (to - from) / (run.to - run.from)), 0);
  const bars = tries.map((attempt, index) => {
    const { started, finished, hasBegun } = attempt;
    if (!hasBegun) return "";
    const phase = phaseOf(attempt);
    const look = stateLook(phase);
    const cached = finished?.cachedFrom === undefined ? "" : `, from the cache: ${finished.cachedFrom}`;
    const words = `${name}${tries.length > 1 ? `, try ${index + 1}` : ""}: ${phase}, ${formatDuration(spanOf(attempt, run.to))}${cached}`;
    return `<rect x="${share(started.time)}" y="${y}" width="${width(started.time, finished?.time ?? run.to)}" height="${rowHeight - 10}" rx="3" fill="${look.fill}" stroke="${look.line}" stroke-width="1.5"${look.dash}><title>${escapeHtml(words)}</title></rect>`;
  });
  const earlier = [...new Set([node, ...tries])]
    .flatMap((attempt) => attempt.earlier)
    .map((start) => {
      const words = `${name}: an earlier start, ${earlierWords(start)}`;
      return `<rect class="earlier" x="${share(start.from)}" y="${y}" width="${width(start.from, start.to)}" height="${rowHeight - 10}" rx="3" fill="none" stroke="var(--pw-muted)" stroke-width="1.5" stroke-dasharray="3 2"><title>${escapeHtml(words)}</title></rect>`;
    });
  const waits = waitsOf(node, tries, run).map(
    ({ from, to, why }) =>
      `<line class="waits" x1="${share(from)}" x2="${share(to)}" y1="${y + 7}" y2="${y + 7}" stroke="var(--pw-muted)" stroke-width="2" stroke-dasharray="2 3"><title>${escapeHtml(`${name}: ${why}, ${formatDuration(to - from)}`)}</title></line>`,
  );
  return [...waits, ...earlier, ...bars].join("");
}

interface Wait {
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

/** When a step waited: before it began, and between its tries. */
function waitsOf(node: NodeRecord, tries: readonly NodeRecord[], { to }: ReportRun): readonly Wait[] {
  const before = [...new Set([node, ...tries])].flatMap(({ waitsSince, hasBegun, started }): readonly Wait[] =>
    waitsSince === undefined ? [] : [{ from: waitsSince, to: hasBegun ? started.time : to, why: "waited" }],
  );
  const between = tries.slice(1).flatMap(({ started }, at): readonly Wait[] => {
    const end = tries[at]!.finished?.time;
    return end === undefined || started.time - end < 1 ? [] : [{ from: end, to: started.time, why: "waited for its next try" }];
  });
  return [...before, ...between];
}

/** A share of the width; a little room is left for the last bar's border. */
function percent(share: number, margin = 0.2): string {
  const within = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
  return `${Math.round(within * 99.4 * 1000) / 1000 + margin}%`;
}
