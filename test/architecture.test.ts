import { describe, expect, it } from "vitest";
import { findCycle, type Import, importsIn, importsInText, reachable } from "./helpers/imports.ts";

interface Room {
  /** Folders of the project whose files it may import, itself among them. */
  readonly rooms: readonly string[];
  readonly packages?: readonly RegExp[];
  /** Folders and packages of which it may import types alone. */
  readonly types?: readonly string[];
}

const data = [/^@duckdb\//, /^@tensorflow\//];

/** Who may import whom; a file belongs to the longest folder that holds it. */
const rooms: Readonly<Record<string, Room>> = {
  util: { rooms: ["util"] },
  "util/charts": { rooms: ["util"], packages: [/^d3-/] },
  "util/graph": { rooms: ["util"], packages: [/^d3-/, /^@dagrejs\/dagre$/] },
  // A template by hand is a template of the Argo model, and the editor knows its fields.
  dsl: { rooms: ["dsl", "util"], types: ["zod", "compiler/argo"] },
  components: { rooms: ["components", "dsl", "util"], packages: [/^zod$/, ...data] },
  compiler: { rooms: ["compiler", "dsl", "util"], packages: [/^yaml$/, /^zod(\/|$)/] },
  // The author's program as syntax: ts-morph parses it, and is loaded for files that were never seen alone.
  "compiler/source": { rooms: ["compiler", "dsl", "util"], packages: [/^ts-morph$/] },
  // Argo's expressions have one reader, for the checks and for the runner.
  runner: { rooms: ["runner", "compiler/argo", "compiler/expression", "util"], packages: [/^yaml$/] },
  // Archives as streams, and signed requests to S3-compatible stores.
  "runner/artifacts": {
    rooms: ["runner", "compiler/argo", "compiler/expression", "util"],
    packages: [/^tar-stream$/, /^yauzl$/, /^yazl$/, /^aws4fetch$/],
  },
  // Resource steps change objects of a cluster.
  "runner/pods/resource": {
    rooms: ["runner", "cluster", "compiler/argo", "compiler/expression", "util"],
    packages: [/^yaml$/, /^jq-wasm$/],
  },
  // A kubeconfig is read by Kubernetes' own client, of which nothing else is loaded.
  cluster: { rooms: ["cluster", "util"], packages: [/^@kubernetes\/client-node\/dist\/config\.js$/] },
  // What apply would do is told in the differ's words and the schedule's times; findings are problems like any other.
  "cluster/plan": {
    rooms: ["cluster", "compiler/diff", "compiler/diagnostics", "compiler/rights", "runner/cron", "util"],
    packages: [/^yaml$/],
    types: ["compiler/argo", "compiler/targets"],
  },
  "cluster/apply": { rooms: ["cluster", "compiler/diagnostics", "util"] },
  "cluster/doctor": { rooms: ["cluster", "util"], packages: [/^yaml$/] },
  // A run on a cluster becomes the events and the folder of a local one, and is acted upon in the runner's words.
  "cluster/follow": { rooms: ["cluster", "runner", "compiler/argo", "util"], packages: [/^yaml$/] },
  "cluster/act": { rooms: ["cluster", "runner", "compiler/argo", "util"] },
  "containers/entrypoint": { rooms: ["containers/entrypoint", "components", "dsl", "util"], packages: [/^zod(\/|$)/] },
  "containers/build": { rooms: ["containers/build", "util"], packages: [/^esbuild$/], types: ["dsl"] },
  // What is wrong with a project's packages is a problem like any other; pnpm's lock file is YAML.
  "containers/packages": {
    rooms: ["containers/packages", "compiler/diagnostics", "util"],
    packages: [/^yaml$/],
    types: ["containers/build", "containers/oci", "dsl"],
  },
  // The distribution API by Node's own client; refusals in the words of compiler/messages.
  "containers/registry": { rooms: ["containers/registry", "compiler/diagnostics", "util"], types: ["containers/oci"] },
  // Images as bytes: archives, and a compressor whose output is the same on every machine.
  "containers/oci": { rooms: ["containers/oci", "util"], packages: [/^tar-stream$/, /^fflate$/] },
  "containers/images": {
    rooms: ["containers/images", "containers/oci", "compiler/diagnostics", "util"],
    types: ["containers/build", "dsl"],
  },
  // What belongs to an image and is attached to it, and what is asked of images that are there.
  "containers/supply": {
    rooms: ["containers/supply", "containers/images", "containers/oci", "compiler/diagnostics", "util"],
    types: ["containers/build", "containers/packages"],
  },
  "containers/bases": { rooms: ["containers/bases", "util"], types: ["containers/oci"] },
  // A pipeline in a test is compiled, interpreted by the runner's state machine, and its components run as in their containers.
  testing: { rooms: ["testing", "compiler", "containers/entrypoint", "dsl", "runner", "util"], types: ["zod"] },
  cli: { rooms: ["cli", "cluster", "compiler", "components", "containers", "dsl", "runner", "util"], packages: [/./] },
  examples: { rooms: ["examples"], packages: [/^pipewright(\/|$)/, /^zod$/, ...data] },
};

const imports = importsIn([
  "util",
  "dsl",
  "components",
  "compiler",
  "cluster",
  "runner",
  "containers",
  "testing",
  "cli",
  "examples",
]);

describe("the project's rooms", () => {
  it("import only what the table allows", () => {
    expect(imports.filter((one) => !isAllowed(one)).map(shown)).toEqual([]);
  });

  it("have no file outside the table", () => {
    expect(imports.filter(({ from }) => roomOf(from) === undefined).map(shown)).toEqual([]);
  });

  it("hold no ring of files that load one another", () => {
    expect(findCycle(imports.filter(({ lazy, typeOnly }) => !lazy && !typeOnly))).toBeUndefined();
  });

  it("load no data or training library with a component's spec", () => {
    const loaded = imports.filter(({ typeOnly, lazy }) => !typeOnly && !lazy);
    const specs = loaded.map(({ from }) => from).filter((file) => /^components\/(index|.*\/spec)\.ts$/.test(file));
    const reached = reachable(specs, loaded);
    expect(loaded.filter(({ from, to }) => reached.has(from) && data.some((name) => name.test(to))).map(shown)).toEqual([]);
  });

  it("keep the compiler's phases apart: one may know another's types, never its code", () => {
    const phase = (file: string) => /^compiler\/(\d-\w+)\//.exec(file)?.[1];
    const crossing = imports.filter(
      ({ from, to, typeOnly }) => !typeOnly && phase(from) && phase(to) && phase(from) !== phase(to),
    );
    expect(crossing.map(shown)).toEqual([]);
  });

  it("keep an example to its own folder", () => {
    const folder = (file: string) => file.split("/").slice(0, 2).join("/");
    const outside = imports.filter(
      ({ from, to }) => from.startsWith("examples/") && to.startsWith("examples/") && folder(from) !== folder(to),
    );
    expect(outside.map(shown)).toEqual([]);
  });
});

describe("what finds imports", () => {
  it("sees each kind of import, over several lines too, and none in a comment", () => {
    const text = `import { a } from "a";\nimport type { b } from "b";\nexport {\n  c,\n} from "./c.ts";\nimport "d";\n// import "no"\n/** import("./no.ts") */\nconst e = () => import("./e.ts");\n`;
    expect(importsInText(text)).toEqual([
      { to: "a", typeOnly: false, lazy: false },
      { to: "b", typeOnly: true, lazy: false },
      { to: "./c.ts", typeOnly: false, lazy: false },
      { to: "d", typeOnly: false, lazy: false },
      { to: "./e.ts", typeOnly: false, lazy: true },
    ]);
  });

  it("refuses what the table does not have, and names it", () => {
    const refused = [
      made("dsl/x.ts", "compiler/index.ts"),
      made("util/x.ts", "zod"),
      made("dsl/x.ts", "zod"),
      made("runner/x.ts", "compiler/plan/plan.ts"),
    ];
    expect(refused.map(isAllowed)).toEqual([false, false, false, false]);
    expect(refused.map(shown)).toEqual([
      "dsl/x.ts -> compiler",
      "util/x.ts -> zod",
      "dsl/x.ts -> zod",
      "runner/x.ts -> compiler",
    ]);
    expect([made("runner/x.ts", "compiler/argo/model.ts"), made("util/x.ts", "node:fs")].map(isAllowed)).toEqual([true, true]);
  });

  it("finds a ring", () => {
    expect(findCycle([made("a.ts", "b.ts"), made("b.ts", "c.ts"), made("c.ts", "b.ts")])).toBe("b.ts -> c.ts -> b.ts");
    expect(findCycle([made("a.ts", "b.ts"), made("a.ts", "c.ts"), made("b.ts", "c.ts")])).toBeUndefined();
  });
});

function isAllowed({ from, to, typeOnly }: Import): boolean {
  const room = roomOf(from);
  if (room === undefined || to.startsWith("node:")) return true;
  const isIn = (name: string) => to === name || to.startsWith(`${name}/`);
  return (
    room.rooms.some(isIn) ||
    (room.packages ?? []).some((name) => isPackage(to) && name.test(to)) ||
    (typeOnly && (room.types ?? []).some(isIn))
  );
}

function roomOf(file: string): Room | undefined {
  const folder = Object.keys(rooms)
    .filter((name) => file.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];
  return folder === undefined ? undefined : rooms[folder];
}

const topLevel = new Set(Object.keys(rooms).map((name) => name.split("/")[0]));
const isPackage = (to: string) => !to.endsWith(".ts") && !topLevel.has(to.split("/")[0]);
const shown = ({ from, to }: Import) => `${from} -> ${isPackage(to) ? to : to.split("/")[0]}`;
const made = (from: string, to: string): Import => ({ from, to, typeOnly: false, lazy: false });
