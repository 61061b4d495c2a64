import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { print } from "../../compiler/4-print/print.ts";
import { patchWarnings } from "../../compiler/verify/verify-manifest.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { checkedPipeline, manifestObjects } from "../front.ts";
import { loadProfile } from "../load-profile.ts";
import { parseVerbArgs } from "../parse-args.ts";
import { reportDiagnostics } from "../print-diagnostics.ts";
import { readGivenParams } from "../run-params.ts";
import { targetOption } from "../target-option.ts";
import { UsageError } from "../usage-error.ts";

const registryName = /^[a-z0-9.-]+(:[0-9]+)?(\/[a-z0-9._-]+)*$/;

export async function compileCommand(args: readonly string[]): Promise<ExitCode> {
  const { file, options } = parseVerbArgs("compile", args, {
    out: { type: "string", short: "o" },
    stdout: { type: "boolean" },
    param: { type: "string", short: "p", multiple: true },
    params: { type: "string" },
    registry: { type: "string" },
    target: { type: "string" },
    profile: { type: "string" },
  });
  const target = targetOption(options.target);
  if (options.stdout === true && options.out !== undefined) throw new UsageError("--stdout and --out exclude each other.");
  if (options.registry !== undefined && !registryName.test(options.registry))
    throw new UsageError(`"${options.registry}" is no place for images, such as ghcr.io/me.`);
  const given = await readGivenParams(options.param, options.params);
  const pipeline = await checkedPipeline(file, await loadProfile(options.profile));
  reportDiagnostics(pipeline.warnings);
  const objects = await manifestObjects(pipeline, { given, complete: false, registry: options.registry, target });
  reportDiagnostics(patchWarnings(pipeline.plan, objects, target));
  const text = print(objects);
  if (options.stdout === true) process.stdout.write(text);
  else {
    const written = await writeWhole(options.out ?? "out", `${pipeline.plan.name}.yaml`, text);
    process.stderr.write(`${relative(process.cwd(), written)}: ${objects.map(({ kind }) => kind).join(" and ")}\n`);
  }
  const open = pipeline.plan.params.filter(
    ({ name, defaultText }) => defaultText === undefined && !given.texts.has(name) && !given.values.has(name),
  );
  if (open.length > 0)
    process.stderr.write(
      `No run is started by it: ${open.map(({ name }) => `"${name}"`).join(", ")} ${open.length === 1 ? "has" : "have"} no default. Say -p ${open[0]!.name}=…\n`,
    );
  return exitCode.fine;
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
