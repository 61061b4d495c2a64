import { durationText } from "./duration-text.ts";
import type { SkippedStep } from "./skipped-steps.ts";
import type { TestedStep } from "./tested-run.ts";

export interface ReportedRun {
  readonly pipeline: string;
  readonly phase: string;
  readonly message: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly steps: readonly TestedStep[];
  readonly skipped: readonly SkippedStep[];
  readonly unanswered: readonly string[];
}

/** More than this nobody reads. */
const maxLines = 60;

/** A run as text: how it ended, each task with its time, tries and reason. */
export function runReport(run: ReportedRun): string {
  const { pipeline, phase, message, steps, skipped, unanswered, startedAt, endedAt } = run;
  const took = durationText((endedAt.getTime() - startedAt.getTime()) / 1000);
  const head = `${pipeline}: ${phase} after ${took}${message === "" ? "" : `: ${message}`}`;
  const tasks = steps.filter(({ kind, phase: own }) => kind === "task" && own !== "Skipped" && own !== "Omitted");
  const all = [...tasks.map(rowOf), ...skipped.map(({ step, why }): Row => ["-", step, `did not run: ${why}`])];
  const failed = tasks.filter((step) => step.phase === "Failed" || step.phase === "Error").map(rowOf);
  const rows = all.length <= maxLines ? all : [...all.slice(0, maxLines - failed.length), ...failed];
  const width = Math.min(40, Math.max(0, ...rows.map(([, name]) => name.length)));
  const left = all.length - rows.length;
  return [
    head,
    ...unanswered.map((step) => `  "${step}" waits for an answer: answers: { ${JSON.stringify(step)}: { … } }`),
    ...rows.map(([mark, name, text]) => `  ${mark} ${name.padEnd(width)}  ${text}`.trimEnd()),
    ...(left > 0 ? [`  … and ${left} more`] : []),
  ].join("\n");
}

type Row = readonly [mark: string, name: string, text: string];

const marks: Readonly<Record<string, string>> = { Succeeded: "✓", Failed: "✗", Error: "✗", Running: "…", Pending: "…" };

function rowOf({ step, phase, message, startedAt, endedAt, attempts, fromCache }: TestedStep): Row {
  const took = endedAt === undefined ? "" : durationText((endedAt.getTime() - startedAt.getTime()) / 1000);
  const tries = attempts.length > 1 ? `${attempts.length} tries` : "";
  const last = attempts.at(-1)?.message ?? "";
  const why = phase === "Succeeded" ? "" : [message, last === message ? "" : last].filter((text) => text !== "").join(": ");
  const facts = [took, tries, fromCache ? "from the cache" : "", why].filter((text) => text !== "").join(", ");
  return [marks[phase] ?? "?", step, facts];
}
