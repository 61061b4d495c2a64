import type { TemplateType } from "../../argo/laws/template-types.ts";
import { isRecord, type JsonRecord, listOf, type Path, recordOf, textOf } from "../../argo/yaml/json.ts";
import { type Ports, portsOf } from "./ports.ts";
import type { TemplateView } from "./template-view.ts";

/** What makes a task run once for each of many items. */
export type LoopField = "withItems" | "withParam" | "withSequence";
const loopFields: readonly LoopField[] = ["withItems", "withParam", "withSequence"];

/** A task of a DAG, or a step. */
export interface TaskView {
  readonly kind: "task" | "step";
  /** The first word of tags that speak of it. */
  readonly root: "tasks" | "steps";
  readonly name: string | undefined;
  /** As messages call it: `Task "train"`. */
  readonly label: string;
  readonly path: Path;
  readonly body: JsonRecord;
  /** Of a step: the number of its group, from 0. */
  readonly group: number;
  readonly loops: readonly LoopField[];
  readonly arguments: Ports;
  readonly template: string | undefined;
  readonly templateRef: JsonRecord | undefined;
  readonly inline: TemplateView | undefined;
  readonly when: string | undefined;
}

type MakeInline = (body: JsonRecord, path: Path, task: string) => TemplateView;

/** The tasks of a dag or steps template, in the order in which they are written. */
export function taskViews(
  type: TemplateType | undefined,
  body: JsonRecord,
  path: Path,
  makeInline: MakeInline,
): readonly TaskView[] {
  if (type === "dag")
    return listOf(recordOf(body["dag"])["tasks"]).map((task, index) =>
      taskView("task", recordOf(task), [...path, "dag", "tasks", index], 0, makeInline),
    );
  if (type !== "steps") return [];
  return listOf(body["steps"]).flatMap((group, index) =>
    listOf(group).map((step, place) => taskView("step", recordOf(step), [...path, "steps", index, place], index, makeInline)),
  );
}

function taskView(kind: "task" | "step", body: JsonRecord, path: Path, group: number, makeInline: MakeInline): TaskView {
  const name = textOf(body["name"]);
  const label = `${kind === "task" ? "Task" : "Step"} "${name ?? "without a name"}"`;
  const inline = body["inline"];
  return {
    kind,
    root: kind === "task" ? "tasks" : "steps",
    name,
    label,
    path,
    body,
    group,
    loops: loopFields.filter((field) => body[field] !== undefined && body[field] !== null),
    arguments: portsOf(body["arguments"], [...path, "arguments"]),
    template: textOf(body["template"]),
    templateRef: isRecord(body["templateRef"]) ? body["templateRef"] : undefined,
    inline: isRecord(inline)
      ? makeInline(
          inline,
          [...path, "inline"],
          label.replace(/^./, (first) => first.toLowerCase()),
        )
      : undefined,
    when: textOf(body["when"]),
  };
}
