import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ImagesLock } from "../../containers/images/images-lock.ts";
import { testBase } from "../../test/images/helpers/base.ts";
import { ownEngine } from "../../test/images/helpers/own-engine.ts";
import type { Benchmark } from "../benchmark.ts";
import { summary } from "../measure/interleaved.ts";
import { result } from "../measure/result.ts";
import { cli, workspaceOf } from "../measure/workspace.ts";

/** A component that does nothing: what is left is the program that every image has. */
const pipeline = `import { component, pipeline } from "pipewright";
import { z } from "zod";
const idle = component({ name: "idle", outputs: { said: z.string() }, run: () => ({ said: "nothing" }) });
export default pipeline({ name: "idle" }, () => { idle(); });
`;

/** Runs in the image: starts its program and an empty Node by turns, and prints their seconds. What the engine itself takes is not among them. */
const driver = `
const { spawnSync } = require("node:child_process");
const times = { program: [], empty: [] };
const timed = (list, args, env) => {
  const begin = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { env: { ...process.env, ...env }, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  list.push(Number(process.hrtime.bigint() - begin) / 1e9);
};
for (let turn = 0; turn < 22; turn++) {
  timed(times.program, ["/app/main.mjs"], { PIPEWRIGHT_OUT: "/tmp/out-" + turn, PIPEWRIGHT_IN: "/tmp/in" });
  timed(times.empty, ["-e", "0"], {});
}
console.log(JSON.stringify({ program: times.program.slice(1), empty: times.empty.slice(1) }));`;

export const imageStart: Benchmark = {
  name: "image-start",
  question: "a component that does nothing, in its image in podman, from the start of Node to its end",
  run: async () => {
    const base = await testBase();
    if (base.missing !== undefined) return { skipped: base.missing };
    const engine = await ownEngine();
    if (engine.missing !== undefined) return { skipped: engine.missing };
    try {
      using project = workspaceOf({ "pipeline.ts": pipeline });
      const build = [cli, "build", "pipeline.ts", "--quiet", "--oci", "out", "--base-from", `oci:${base.folder}`];
      execFileSync(process.execPath, [...build, "--platform", "linux/amd64"], { cwd: project.folder, stdio: "pipe" });
      const lock = JSON.parse(readFileSync(join(project.folder, "images.lock.json"), "utf8")) as ImagesLock;
      engine.pull(join(project.folder, "out"), `idle:${lock.images["idle"]![0]!.tag}`, "localhost/idle:bench");
      const strict = ["run", "--rm", "--network", "none", "--read-only", "--user", "12345"];
      const { code, stdout, stderr } = engine.podman(...strict, "--entrypoint", '["node"]', "localhost/idle:bench", "-e", driver);
      if (code !== 0) throw new Error(stderr);
      const seconds = JSON.parse(stdout) as Readonly<Record<"program" | "empty", readonly number[]>>;
      const program = summary(seconds.program);
      const empty = summary(seconds.empty);
      return [
        result("image-start", program, { limitSeconds: 0.15 }),
        result("image-start/to an empty Node", program, { name: "an empty Node", times: empty }),
        result("image-start/an empty Node", empty),
      ];
    } finally {
      engine.remove();
    }
  },
};
