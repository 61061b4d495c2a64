import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ImagesLock } from "../../containers/images/images-lock.ts";
import type { Benchmark } from "../benchmark.ts";
import { runCommand } from "../measure/command.ts";
import { imageWorld } from "../measure/image-world.ts";
import { timeInterleaved } from "../measure/interleaved.ts";
import { peakMemory } from "../measure/peak-memory.ts";
import { result } from "../measure/result.ts";
import { cli, workspaceOf } from "../measure/workspace.ts";
import { componentFile, tenComponents } from "../pipelines/ten-components.ts";

export const imageRebuild: Benchmark = {
  name: "image-rebuild",
  question: "a line of one component of ten has changed: its image is built and in a registry on this machine",
  run: async () => {
    const made = await imageWorld();
    if (typeof made === "string") return { skipped: made };
    await using world = made;
    using project = workspaceOf(tenComponents);
    const { folder: cwd } = project;
    const { registry, base, buildahEnv, buildahBase } = world;
    await runCommand({ args: [cli, "build", "pipeline.ts", "--registry", `${registry.host}/ten`, "--base-from", base], cwd });

    let change = 0;
    const build = {
      args: [cli, "build", "pipeline.ts", "--quiet"],
      cwd,
      before: () => writeFileSync(join(cwd, "step4.ts"), componentFile("step4", `change ${++change}`)),
    };
    const same = { args: [cli, "build", "pipeline.ts", "--quiet"], cwd };

    // buildah gets the bundle ready-made, and a Dockerfile that lays it on the same base
    const context = join(cwd, "for-buildah");
    mkdirSync(context);
    const { images } = JSON.parse(readFileSync(join(cwd, "images.lock.json"), "utf8")) as ImagesLock;
    const bundle = join(cwd, ".pipewright", "bundles", images["step4"]![0]!.recipe["bundle"]!);
    const [code, map] = ["main.mjs", "main.mjs.map"].map((name) => readFileSync(join(bundle, name), "utf8")) as [string, string];
    writeFileSync(join(context, "main.mjs.map"), map);
    writeFileSync(
      join(context, "Dockerfile"),
      `FROM ${buildahBase}\nCOPY main.mjs main.mjs.map /app/\nWORKDIR /app\nUSER 65532:65532\nENTRYPOINT ["/nodejs/bin/node", "/app/main.mjs"]\n`,
    );
    const options = "--tls-verify=false --format oci --isolation chroot --timestamp 0 --quiet";
    const buildah = {
      program: "sh",
      args: [
        "-c",
        `buildah bud ${options} -t localhost/step4:1 . && buildah push --tls-verify=false --quiet localhost/step4:1 docker://${registry.host}/bud/step4:1`,
      ],
      cwd: context,
      env: buildahEnv,
      before: () => writeFileSync(join(context, "main.mjs"), `${code}// change ${++change}\n`),
    };
    const times = await timeInterleaved({ build, same, buildah }, 7);
    return [
      result("image-rebuild", times.build, { limitSeconds: 1 }, await peakMemory(build)),
      result("image-rebuild/to buildah bud and push", times.build, { name: "buildah bud and push", times: times.buildah }),
      result("image-rebuild/buildah", times.buildah),
      result("image-rebuild/nothing changed", times.same, { limitSeconds: 0.5 }),
    ];
  },
};
