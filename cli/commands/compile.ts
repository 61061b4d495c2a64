import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { diffManifests } from "../../compiler/diff/diff-manifests.ts";
import type { ManifestObject } from "../../compiler/diff/read/read-pipeline.ts";
import { readManifest } from "../../runner/manifest/read-manifest.ts";
import { asProblems } from "../as-problems.ts";
import { companionsOption, none } from "../companions-option.ts";
import { type Compiled, compilePipeline } from "../compile-pipeline.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { requireFile } from "../load-pipeline.ts";
import { parseVerbArgs } from "../parse-args.ts";
import { printChanges } from "../print-changes.ts";
import { reportDiagnostics } from "../print-diagnostics.ts";
import { checkedRegistry } from "../registry-option.ts";
import { readGivenParams } from "../run-params.ts";
import { targetFor } from "../target-option.ts";
import { terminalFor } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

export async function compileCommand(args: readonly string[]): Promise<ExitCode> {
  const { file, options } = parseVerbArgs("compile", args, {
    out: { type: "string", short: "o" },
    stdout: { type: "boolean" },
    diff: { type: "string" },
    watch: { type: "boolean" },
    param: { type: "string", short: "p", multiple: true },
    params: { type: "string" },
    registry: { type: "string" },
    target: { type: "string" },
    profile: { type: "string" },
    with: { type: "string" },
  });
  const companions = companionsOption(options.with);
  const target = await targetFor(options.target, file);
  requireOneOf({ "--stdout": options.stdout, "--out": options.out, "--diff": options.diff });
  requireOneOf({ "--stdout": options.stdout, "--diff": options.diff, "--watch": options.watch });
  requireOneOf({ "--with": options.with, "--diff": options.diff, "--watch": options.watch });
  const registry = checkedRegistry(options.registry);
  const given = await readGivenParams(options.param, options.params);
  const compileOptions = { given, registry, target, profile: options.profile };
  const folder = options.out ?? "out";
  if (options.watch === true) {
    const { watchPipeline } = await import("../watch/watch-pipeline.ts");
    return await watchPipeline(file, compileOptions, folder, ({ name, text }) => writeWhole(folder, `${name}.yaml`, text));
  }
  if (options.diff !== undefined) return await showDiff(options.diff, await compilePipeline(file, compileOptions));
  const compiled = await compilePipeline(file, compileOptions);
  const beside = companions.length === 0 ? none : await companionsOf(compiled.name, compiled.objects, companions);
  const text = `${beside.text}${compiled.text}`;
  reportDiagnostics([...compiled.warnings, ...beside.warnings]);
  if (options.stdout === true) process.stdout.write(text);
  else {
    const written = await writeWhole(folder, `${compiled.name}.yaml`, text);
    process.stderr.write(`${relative(process.cwd(), written)}: ${kindsText([...beside.objects, ...compiled.objects])}\n`);
  }
  process.stderr.write(`${compiled.budget}\n`);
  reportOpen(compiled.open);
  return exitCode.fine;
}

/** Loaded when it is asked for: most manifests go without. */
const companionsOf = async (...args: Parameters<typeof import("../companions.ts").companionsOf>) =>
  (await import("../companions.ts")).companionsOf(...args);

/** `WorkflowTemplate and Workflow`, `45 WorkflowTemplates and Workflow` */
function kindsText(objects: readonly object[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of objects as readonly { readonly kind: string }[]) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => (count === 1 ? kind : `${count} ${kind}s`)).join(" and ");
}

/** Refuses options that exclude each other. */
function requireOneOf(options: Readonly<Record<string, unknown>>): void {
  const [first, second] = Object.keys(options).filter((name) => options[name] !== undefined);
  if (second !== undefined) throw new UsageError(`${first} and ${second} exclude each other.`);
}

/** What applying the pipeline would change of a manifest that is there. */
async function showDiff(oldFile: string, compiled: Compiled): Promise<ExitCode> {
  const path = requireFile(oldFile);
  const old = await asProblems(path, async () => readManifest(await readFile(path, "utf8"), basename(path)));
  const now = compiled.objects as readonly object[] as readonly ManifestObject[];
  const changes = diffManifests(old as readonly object[] as readonly ManifestObject[], now);
  reportDiagnostics(compiled.warnings);
  process.stdout.write(printChanges(changes, terminalFor(process.stdout)));
  if (changes.length === 0) process.stderr.write(`${oldFile} is what the pipeline compiles to: nothing would change.\n`);
  return changes.length === 0 ? exitCode.fine : exitCode.differs;
}

function reportOpen(open: readonly string[]): void {
  if (open.length === 0) return;
  const names = open.map((name) => `"${name}"`).join(", ");
  process.stderr.write(
    `No run is started by it: ${names} ${open.length === 1 ? "has" : "have"} no default. Say -p ${open[0]}=…\n`,
  );
}

/** Writes beside the place and renames: never half there. */
export async function writeWhole(folder: string, name: string, text: string): Promise<string> {
  const file = join(folder, name);
  const made = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(made, text);
    await rename(made, file);
  } catch (error) {
    await rm(made, { force: true }).catch(() => undefined);
    throw new UsageError(`"${file}" can't be written: ${(error as Error).message}`);
  }
  return file;
}
