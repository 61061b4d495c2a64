import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Cluster } from "../../../runner/manifest/cluster.ts";
import { readManifest } from "../../../runner/manifest/read-manifest.ts";

/** What a real controller made of one workflow. */
export interface Recorded {
  readonly phase?: string;
  readonly message?: string;
  readonly nodes?: readonly RecordedNode[];
  readonly refusedBy?: "api" | "controller";
  /** It never ended, and nothing moved any more. */
  readonly stuck?: boolean;
  /** Names of nodes in the order in which they began. */
  readonly order?: readonly string[];
  readonly globals?: { readonly parameters?: Readonly<Record<string, string>>; readonly artifacts?: readonly string[] };
  readonly nodeCount?: number;
  /** Only some of the nodes are kept. */
  readonly nodesOmitted?: unknown;
}

export interface RecordedNode {
  readonly name: string;
  readonly displayName: string;
  readonly type: string;
  readonly phase: string;
  readonly message?: string;
  readonly templateName?: string;
  readonly inputs?: RecordedValues;
  readonly outputs?: RecordedValues;
  readonly children?: readonly string[];
  readonly retried?: boolean;
  readonly hooked?: boolean;
  readonly memoized?: boolean;
}

export interface RecordedValues {
  /** An output that has no value is an object that says from where it would come. */
  readonly parameters?: Readonly<Record<string, string | object>>;
  readonly artifacts?: readonly string[];
  readonly result?: string;
  readonly exitCode?: string;
}

/** What was done to the workflow from outside: so many seconds after a node had begun to run. */
export interface Action {
  readonly after: number;
  readonly when: string;
  readonly what: "Stop" | "Terminate" | "resume";
}

export interface RecordedCase {
  readonly name: string;
  readonly cluster: Cluster;
  readonly actions: readonly Action[];
  /** By the names of the workflows. */
  readonly records: Readonly<Record<string, Recorded>>;
}

const root = join(import.meta.dirname, "../../recorded");

/** The cases of a folder of test/recorded, by name. */
export const caseNames = (folder: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length));

export function readCase(folder: string, name: string): RecordedCase {
  const text = readFileSync(join(root, folder, `${name}.yaml`), "utf8");
  const record = JSON.parse(readFileSync(join(root, folder, `${name}.json`), "utf8")) as Recorded & {
    readonly workflows?: Readonly<Record<string, Recorded>>;
  };
  const cluster = new Cluster(readManifest(text, `${name}.yaml`));
  const [workflow] = cluster.workflows;
  return {
    name,
    cluster,
    actions: actionsIn(text),
    records: record.workflows ?? { [workflow?.metadata.name ?? name]: record },
  };
}

const actionsIn = (text: string): readonly Action[] =>
  [...text.matchAll(/^# action: after=(\d+) when=(\S+) (.*)$/gm)].map(([, after, when = "", what = ""]) => ({
    after: Number(after),
    when,
    what: what === "resume" ? "resume" : what.includes('"Stop"') ? "Stop" : "Terminate",
  }));
