import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CliOptions, type CliResult, pipewright, root } from "../../helpers/cli.ts";
import { newProject } from "./recorded-run.ts";

/** A project of its own with test/record/pipelines/small.ts, and the command in it. */
export interface SmallProject {
  readonly folder: string;
  readonly call: (...args: readonly string[]) => Promise<CliResult>;
  readonly callWith: (options: CliOptions, ...args: readonly string[]) => Promise<CliResult>;
  /** Runs the pipeline, and gives the run's id. */
  readonly run: (...args: readonly string[]) => Promise<string>;
}

export function smallProject(): SmallProject {
  const folder = newProject();
  mkdirSync(join(folder, "node_modules"));
  for (const [name, target] of [
    ["pipewright", root],
    ["zod", join(root, "node_modules", "zod")],
  ] as const)
    symlinkSync(target, join(folder, "node_modules", name), "junction");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  cpSync(join(root, "test", "record", "pipelines", "small.ts"), join(folder, "pipeline.ts"));
  const callWith = (options: CliOptions, ...args: readonly string[]) => pipewright(args, { ...options, cwd: folder });
  const call = (...args: readonly string[]) => callWith({}, ...args);
  return {
    folder,
    call,
    callWith,
    run: async (...args) => {
      const { stdout } = await call("run", "pipeline.ts", "--json", ...args);
      return (JSON.parse(stdout.split("\n")[0]!) as { readonly runId: string }).runId;
    },
  };
}
