import { escapeGoJson } from "../../compiler/expression/go/escape-json.ts";
import { quote } from "../../compiler/expression/go/quote.ts";
import { stableJson } from "../../util/stable-json.ts";
import { scheduledTimeAnnotation } from "../cron/scheduled-workflow.ts";
import { isFailure, type NodeStatus } from "./node-status.ts";
import { parametersJson } from "./parameters-json.ts";
import { goTime } from "./scope.ts";
import type { Submission } from "./submission.ts";

/** Names that mean the same everywhere in a workflow. */
export function globalTags(submission: Submission): Map<string, string | null> {
  const { name, namespace, uid, spec, labels, annotations, createdAt, scheduledAt } = submission;
  const parameters = submission.arguments.parameters ?? [];
  // A Workflow by hand may have it too: that is how a time of the past is made up for.
  const scheduledTime = annotations[scheduledTimeAnnotation] ?? (scheduledAt === undefined ? undefined : goTime(scheduledAt));
  return new Map<string, string | null>([
    ["workflow.name", name],
    ["workflow.namespace", namespace],
    ["workflow.mainEntrypoint", spec.entrypoint ?? ""],
    ["workflow.serviceAccountName", spec.serviceAccountName ?? ""],
    ["workflow.uid", uid],
    ...(spec.priority === undefined ? [] : [["workflow.priority", String(spec.priority)] as const]),
    ...timeTags(createdAt),
    ...(scheduledTime === undefined ? [] : [["workflow.scheduledTime", scheduledTime] as const]),
    ["workflow.parameters", parametersJson(parameters)],
    ["workflow.parameters.json", parametersJson(parameters)],
    ...parameters.flatMap(({ name: key, value }) =>
      value === undefined ? [] : [[`workflow.parameters.${key}`, value] as const],
    ),
    ["workflow.labels", escapeGoJson(stableJson(labels))],
    ["workflow.labels.json", escapeGoJson(stableJson(labels))],
    ["workflow.annotations", escapeGoJson(stableJson(annotations))],
    ["workflow.annotations.json", escapeGoJson(stableJson(annotations))],
    ...Object.entries(labels).map(([key, value]) => [`workflow.labels.${key}`, value] as const),
    ...Object.entries(annotations).map(([key, value]) => [`workflow.annotations.${key}`, value] as const),
  ]);
}

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The creation time, whole and by the letters that Argo knows of it. */
function timeTags(time: number): readonly (readonly [string, string])[] {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = date.getUTCHours();
  const formats: Readonly<Record<string, string>> = {
    s: String(Math.floor(time / 1000)),
    RFC3339: goTime(time),
    Y: String(date.getUTCFullYear()),
    y: two(date.getUTCFullYear() % 100),
    m: two(date.getUTCMonth() + 1),
    d: two(date.getUTCDate()),
    H: two(hours),
    I: two(hours % 12 === 0 ? 12 : hours % 12),
    M: two(date.getUTCMinutes()),
    S: two(date.getUTCSeconds()),
    p: hours < 12 ? "AM" : "PM",
    A: days[date.getUTCDay()]!,
    a: days[date.getUTCDay()]!.slice(0, 3),
    B: months[date.getUTCMonth()]!,
    b: months[date.getUTCMonth()]!.slice(0, 3),
    z: "+0000",
    Z: "UTC",
    L: `.${String(date.getUTCMilliseconds()).padStart(3, "0")}`,
  };
  return [
    ["workflow.creationTimestamp", goTime(time)],
    ...Object.entries(formats).map(([letter, text]) => [`workflow.creationTimestamp.${letter}`, text] as const),
  ];
}

/** The nodes that did not end well as Argo lists them: JSON, quoted once more; `"null"` when there are none. */
export function failuresText(nodes: Iterable<NodeStatus>, podNameOf: (node: NodeStatus) => string): string {
  const failures = [...nodes]
    .filter(({ phase }) => isFailure(phase))
    .map((node) => ({
      displayName: node.displayName,
      message: node.message,
      templateName: node.templateName ?? "",
      phase: node.phase,
      podName: podNameOf(node),
      finishedAt: goTime(node.finishedAt ?? 0),
    }));
  return quote(failures.length === 0 ? "null" : escapeGoJson(JSON.stringify(failures)));
}
