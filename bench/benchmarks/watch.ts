import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Benchmark } from "../benchmark.ts";
import { summary } from "../measure/interleaved.ts";
import { result } from "../measure/result.ts";
import { startWatching } from "../measure/watching.ts";
import { cli, workspace } from "../measure/workspace.ts";

const numChanges = 15;
/** A person reads what was printed before the next change; meanwhile the next thread gets ready. */
const betweenMilliseconds = 1000;

/** A place in a file of examples/taxi that takes any number, and what is printed when it has changed to `value`. */
interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: (value: number) => string;
  readonly printed: (value: number) => string;
}

const edits = {
  pipeline: {
    file: "pipeline.ts",
    from: "test: 2 }",
    to: (value) => `test: ${value} }`,
    printed: (value) => `"test":${value}}\n`,
  },
  imported: {
    file: "features.ts",
    from: "batchSize: 256",
    to: (value) => `batchSize: ${value}`,
    printed: (value) => `→ ${value}\n`,
  },
} as const satisfies Readonly<Record<string, Edit>>;

export const watch: Benchmark = {
  name: "watch",
  question: "compile --watch of examples/taxi: from the write of a file until the change of the manifest is printed",
  run: async () => {
    using project = workspace("examples/taxi");
    const { folder: cwd } = project;
    await using watching = await startWatching(
      { args: [cli, "compile", "examples/taxi/pipeline.ts", "--watch"], cwd },
      "Ctrl-C ends it",
    );
    const timesOf = async ({ file, from, to, printed }: Edit) => {
      const path = join(cwd, "examples/taxi", file);
      const text = readFileSync(path, "utf8");
      const seconds: number[] = [];
      for (let value = 100; value < 100 + numChanges; value++) {
        await pause(betweenMilliseconds);
        seconds.push(await watching.change(path, text.replace(from, to(value)), printed(value)));
      }
      return summary(seconds);
    };
    return [
      result("watch", await timesOf(edits.pipeline), { limitSeconds: 0.1 }),
      result("watch/a module that the pipeline imports", await timesOf(edits.imported), { limitSeconds: 0.1 }),
    ];
  },
};
