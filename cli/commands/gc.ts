import { dirname } from "node:path";
import { collectGarbage, type GarbagePlan, type GarbageRules, planGarbage } from "../../runner/record/collect-garbage.ts";
import { recordOf } from "../../runner/record/sync-record.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { parseVerb, wholeNumber } from "../parse-args.ts";
import { workspaceHere } from "../prepare-run.ts";
import { withRecord } from "../record/open-record.ts";
import { sizeOption, spanOption } from "../record/quantities.ts";
import { table } from "../record/table.ts";
import { sizeWords, timeWords } from "../record/words.ts";
import { terminalFor } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

const defaultAge = "30d";

export async function gcCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("gc", args, {
    keep: { type: "string" },
    "older-than": { type: "string" },
    size: { type: "string" },
    "dry-run": { type: "boolean" },
    json: { type: "boolean" },
  });
  if (paths[0] !== undefined) throw new UsageError(`pipewright gc takes options alone; "${paths[0]}" is one too many.`);
  const keep = wholeNumber("keep", options.keep, 0);
  const size = sizeOption("size", options.size);
  const isBare = keep === undefined && size === undefined;
  const olderThan = spanOption("older-than", options["older-than"] ?? (isBare ? defaultAge : undefined));
  const rules: GarbageRules = {
    ...(keep !== undefined && { keep }),
    ...(size !== undefined && { size }),
    ...(olderThan !== undefined && { olderThan }),
  };
  const folder = dirname(recordOf(workspaceHere()).file);
  const plan = planGarbage(folder, rules, Date.now());
  const isDry = options["dry-run"] === true;
  const busy = isDry ? [] : collectGarbage(folder, plan);
  if (!isDry && plan.remove.some(({ kind }) => kind === "run")) await withRecord(() => undefined); // forgets what is gone
  process.stdout.write(options.json === true ? jsonOf(plan, busy, isDry) : words(plan, busy, isDry));
  return exitCode.fine;
}

function jsonOf({ remove, spared, freed, left }: GarbagePlan, busy: readonly string[], dryRun: boolean): string {
  const removed = remove.filter(({ name }) => !busy.includes(name)).map(({ paths: _, ...one }) => one);
  return `${JSON.stringify({ dryRun, removed, spared, freed, left }, undefined, 2)}\n`;
}

/** Runs and results one by one; of what is made again only how much of it there is. */
const singles = { run: "run", cache: "cached", rest: "rest" } as const;
const heaps = { bundle: ["bundles", "that no run that stays has"], made: ["caches", "that Pipewright makes anew"] } as const;

function words({ remove, spared, freed, left }: GarbagePlan, busy: readonly string[], isDry: boolean): string {
  const terminal = terminalFor(process.stdout);
  const rows = remove.flatMap(({ kind, name, time, bytes }) =>
    kind === "bundle" || kind === "made" || busy.includes(name) ? [] : [[singles[kind], sizeWords(bytes), timeWords(time), name]],
  );
  for (const [kind, [title, which]] of Object.entries(heaps)) {
    const heap = remove.filter((one) => one.kind === kind);
    const bytes = heap.reduce((sum, one) => sum + one.bytes, 0);
    if (heap.length > 0)
      rows.push([title, sizeWords(bytes), `up to ${timeWords(heap.at(-1)?.time ?? 0)}`, `${heap.length} ${which}`]);
  }
  const stays = [...spared, ...busy.map((run) => ({ run, why: "it is running" }))].map(({ run, why }) => ["stays", run, why]);
  const verb = isDry ? "would free" : "freed";
  return `${table([], rows, terminal)}${table([], stays, terminal)}${rows.length === 0 ? "Nothing to remove" : `${verb} ${sizeWords(freed)}`}; ${sizeWords(left)} stay.\n`;
}
