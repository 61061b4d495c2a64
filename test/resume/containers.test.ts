import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { podmanWithBusybox } from "../pods/helpers/podman.ts";
import { childrenOf, commandOf, kill } from "./helpers/processes.ts";
import { makeProject, until } from "./helpers/project.ts";

const podman = podmanWithBusybox();

if (podman.missing !== undefined && process.env["CI"]) it("podman works", () => expect.fail(podman.missing));

const manifest = `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: sleeps}
spec:
  entrypoint: main
  templates:
    - name: main
      container: {image: "localhost/busybox:test", imagePullPolicy: Never, command: [sleep, "600"]}
`;

describe.skipIf(podman.missing !== undefined)(
  `containers of a killed runner ${podman.missing ?? ""}`,
  { timeout: 240_000 },
  () => {
    afterAll(() => (podman.missing === undefined ? podman.remove() : undefined));

    it.each(["the watchdog", "the next runner"])("are ended by %s", async (who) => {
      const { program } = podman.missing === undefined ? podman.engine : { program: "" };
      const project = makeProject([["sleeps.yaml", manifest]]);
      const bin = join(project.folder, "bin");
      mkdirSync(bin);
      const noNetwork = 'if [ "$1" = create ]; then shift; set -- create --network none "$@"; fi';
      writeFileSync(join(bin, "podman"), `#!/bin/sh\n${noNetwork}\nPATH='${process.env["PATH"]}' exec ${program} "$@"\n`);
      writeFileSync(join(bin, "docker"), "#!/bin/sh\nexit 1\n");
      for (const name of ["podman", "docker"]) chmodSync(join(bin, name), 0o755);
      const env = { PATH: `${bin}${delimiter}${process.env["PATH"]}` };
      const containers = () => execFileSync(program, ["ps", "--quiet"], { encoding: "utf8" }).split("\n").filter(Boolean);
      const start = (...args: readonly string[]) => project.start(["run", ...args, "--executor", "container"], env);

      const run = start("sleeps.yaml");
      const [first] = await until("the container runs", () => containers().length === 1 && containers());
      if (who === "the next runner")
        for (const pid of childrenOf(run.child.pid!)) if (commandOf(pid).includes("pipewright-watchdog")) kill(pid);
      kill(run.child.pid);
      await run.ended;
      if (who === "the watchdog") await until("the container ends", () => containers().length === 0);
      else expect(containers()).toEqual([first]);
      const next = start("--resume", "last");
      await until("another container runs", () => containers().length === 1 && containers()[0] !== first);
      next.child.kill("SIGINT");
      await until("it stops", () => /stopping/.test(next.printed()));
      next.child.kill("SIGINT");
      await next.ended;
      await until("the container ends", () => containers().length === 0);
    });
  },
);
