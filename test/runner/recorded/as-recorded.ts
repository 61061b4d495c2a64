import { createHash } from "node:crypto";
import type { NodeStatus } from "../../../runner/controller/node-status.ts";
import type { JournalState } from "../../../runner/run/journal.ts";
import type { Recorded, RecordedNode, RecordedValues } from "./recorded-case.ts";

/** How a workflow ended, in a form in which a record and a run of ours can be laid side by side. */
export interface Shown {
  readonly phase: string;
  readonly message: string;
  readonly nodes: Readonly<Record<string, ShownNode>>;
  readonly order?: readonly string[];
  readonly globals?: unknown;
  readonly nodeCount?: number;
}

interface ShownNode {
  readonly displayName: string;
  readonly type: string;
  readonly phase: string;
  readonly message: string;
  readonly templateName: string | undefined;
  readonly inputs: unknown;
  readonly outputs: unknown;
  readonly children: readonly string[];
  readonly marks: readonly string[];
}

/**
 * A record, and what this runner did, side by side: equal if it did the same. What differs from run to run stands in the record for any value, so
 * there our own value is put in its place.
 */
export function sideBySide(
  recorded: Recorded,
  { nodes, globals, ended }: JournalState,
): { readonly recorded: Shown; readonly ours: Shown } {
  const known = new Map(nodes.map((node) => [node.name, node]));
  const wanted = new Set((recorded.nodes ?? []).map(({ name }) => name));
  const compared = recorded.nodesOmitted !== undefined ? nodes.filter(({ name }) => wanted.has(name)) : nodes;
  const phase = ended?.phase ?? "Running";
  const message = ended?.message ?? "";
  const inOrder = new Set(recorded.order);
  const globalsOf = (values: Readonly<Record<string, string>>, artifacts: readonly string[]) => ({
    parameters: sorted(Object.entries(values)),
    artifacts: artifacts.toSorted(),
  });
  const prefix = /^workflow\.outputs\.(parameters|artifacts)\./;
  const said = (kind: string) => globals.filter(({ name }) => name.startsWith(`workflow.outputs.${kind}.`));
  return {
    recorded: {
      phase: recorded.phase ?? "",
      message: filledIn(recorded.message ?? "", message),
      nodes: Object.fromEntries((recorded.nodes ?? []).map((node) => [node.name, shownRecord(node, known.get(node.name))])),
      ...(recorded.order !== undefined && { order: recorded.order }),
      ...(recorded.globals !== undefined && {
        globals: globalsOf(recorded.globals.parameters ?? {}, recorded.globals.artifacts ?? []),
      }),
      ...(recorded.nodeCount !== undefined && { nodeCount: recorded.nodeCount }),
    },
    ours: {
      phase,
      message,
      nodes: Object.fromEntries(
        compared.map((node) => [
          node.name,
          shownOurs(
            node,
            recorded.nodes?.find(({ name }) => name === node.name),
          ),
        ]),
      ),
      ...(recorded.order !== undefined && { order: begun(nodes).filter((name) => inOrder.has(name)) }),
      ...(recorded.globals !== undefined && {
        globals: globalsOf(
          Object.fromEntries(said("parameters").map(({ name, value = "" }) => [name.replace(prefix, ""), value])),
          said("artifacts").map(({ name }) => name.replace(prefix, "")),
        ),
      }),
      ...(recorded.nodeCount !== undefined && { nodeCount: nodes.length }),
    },
  };
}

/** The names of nodes as they began. */
const begun = (nodes: readonly NodeStatus[]): readonly string[] =>
  nodes.toSorted((one, other) => one.startedAt - other.startedAt).map(({ name }) => name);

function shownRecord(node: RecordedNode, ours: NodeStatus | undefined): ShownNode {
  const { displayName, type, phase, message = "", templateName, inputs = {}, outputs = {}, children = [] } = node;
  return {
    displayName,
    type,
    phase,
    message: filledIn(message, ours?.message ?? ""),
    templateName,
    inputs: shownValues(inputs, ours?.inputs?.parameters),
    outputs: { ...shownValues(outputs, ours?.outputs?.parameters), ...ends(outputs, ours?.outputs?.result) },
    children: children.toSorted(),
    marks: (["retried", "hooked", "memoized"] as const).filter((mark) => node[mark] === true),
  };
}

function shownOurs(node: NodeStatus, recorded: RecordedNode | undefined): ShownNode {
  const { displayName, type, phase, message, templateName, inputs = {}, outputs = {}, children } = node;
  const { retried, hooked } = node;
  const marks = { retried, hooked, memoized: node.memoized?.hit };
  const names = (artifacts: readonly { readonly name: string }[] | undefined) => artifacts?.map(({ name }) => name);
  const bare = ({ parameters, artifacts }: typeof outputs) => ({
    ...(parameters && { parameters }),
    ...(artifacts && { artifacts: names(artifacts)! }),
  });
  const exitCode = recorded?.outputs?.exitCode === undefined ? undefined : outputs.exitCode; // left out where it is not stable
  const { result } = outputs;
  return {
    displayName,
    type,
    phase,
    message,
    templateName,
    inputs: shownValues(bare(inputs), undefined),
    outputs: {
      ...shownValues(bare(outputs), undefined),
      ...ends({ ...(result !== undefined && { result }), ...(exitCode !== undefined && { exitCode }) }, undefined),
    },
    children: children.toSorted(),
    marks: (["retried", "hooked", "memoized"] as const).filter((mark) => marks[mark] === true),
  };
}

function shownValues({ parameters = {}, artifacts = [] }: RecordedValues, ours: Readonly<Record<string, string>> | undefined) {
  const values = Object.entries(parameters).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, ours === undefined ? value : filledIn(value, ours[name] ?? "")] as const] : [],
  );
  return { parameters: sorted(values), artifacts: artifacts.toSorted() };
}

const ends = ({ result, exitCode }: RecordedValues, ours: string | undefined) => ({
  ...(result !== undefined && { result: ours === undefined ? result : filledIn(result, ours) }),
  ...(exitCode !== undefined && { exitCode }),
});

const sorted = (entries: readonly (readonly [string, string])[]): Readonly<Record<string, string>> =>
  Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));

/** What stands for a value that differs from run to run. A node's id is its name here; the name of a pod ends in a number. */
const placeholder = /<(?:time|ip|n|uid|trace)>|<node ([^>]*)>|<pod [^>]*>|<(\d+) characters, sha256 ([0-9a-f]{64})>/g;

/** A recorded text with our own values where it has placeholders; as it is when ours does not fit. */
function filledIn(recorded: string, ours: string): string {
  let pattern = "";
  let from = 0;
  for (const match of recorded.matchAll(placeholder)) {
    const [whole, node, length, digest] = match;
    pattern += literally(recorded.slice(from, match.index));
    pattern += node !== undefined ? literally(node) : "[\\s\\S]+?";
    if (length !== undefined && (ours.length !== Number(length) || sha256(ours) !== digest)) return recorded;
    from = match.index + whole.length;
  }
  pattern += literally(recorded.slice(from));
  return new RegExp(`^${pattern}$`).test(ours) ? ours : recorded;
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
