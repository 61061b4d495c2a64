// `node scripts/setup.mjs VERB [arguments]`: what every script of package.json goes through. It makes a bare clone ready
// (a new enough Node, node_modules, dist/), then runs the verb. Plain JavaScript without dependencies, for Node 20 and newer.
import { prepare } from "./setup/prepare.mjs";
import { inRoot, root } from "./setup/root.mjs";
import { runChild } from "./setup/run-child.mjs";
import { SetupError } from "./setup/setup-error.mjs";

const vitest = inRoot("node_modules", "vitest", "vitest.mjs");
const biome = inRoot("node_modules", "@biomejs", "biome", "bin", "biome");
const tsc = inRoot("node_modules", "typescript", "bin", "tsc");

/** For each verb: whether it needs dist/, and the commands that it is, each run whatever the one before said. */
const verbs = {
  start: { dist: true, commands: (args) => [[inRoot("cli", "bin.mjs"), "run", "examples/taxi/pipeline.ts", ...args]] },
  test: { dist: true, commands: (args) => [[vitest, "run", ...args]] },
  build: { dist: false, commands: (args) => [[inRoot("scripts", "build.mjs"), ...args]] },
  check: {
    dist: false,
    commands: () => [
      [tsc, "-p", "."],
      [biome, "ci", ...(process.stdout.isTTY ? [] : ["--colors=off"]), "."],
      [inRoot("scripts", "generate.ts"), "--check"],
      [vitest, "run", "test/architecture.test.ts"],
    ],
  },
  format: { dist: false, commands: (args) => [[biome, "check", "--write", ...(args.length > 0 ? args : ["."])]] },
  generate: { dist: false, commands: (args) => [[inRoot("scripts", "generate.ts"), ...args]] },
  bench: { dist: true, commands: (args) => [[inRoot("bench", "main.ts"), ...args]] },
};

async function main([name, ...args]) {
  if (Number(process.versions.node.split(".")[0]) < 20)
    throw new SetupError(`Pipewright needs Node 20 or newer; this is ${process.version}.`);
  const verb = Object.hasOwn(verbs, name ?? "") ? verbs[name] : undefined;
  if (verb === undefined) {
    process.stderr.write(`usage: node scripts/setup.mjs ${Object.keys(verbs).join("|")} [arguments]\n`);
    return 2;
  }
  const node = await prepare({ dist: verb.dist });
  let worst = 0;
  for (const command of verb.commands(args)) worst = Math.max(worst, await runChild(node, command, { cwd: root }));
  return worst;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(error instanceof SetupError ? `pipewright: ${error.message}\n` : `${error?.stack ?? error}\n`);
    process.exitCode = 1;
  },
);
