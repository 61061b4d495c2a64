import { didYouMean } from "../../../util/did-you-mean.ts";
import { shortened } from "./found-words.ts";
import { listed } from "./issue-words.ts";
import { placeName } from "./place-name.ts";
import type { Schema, ShapeSchema } from "./schema.ts";
import type { FieldPath } from "./schema-issue.ts";

/** Fields that older versions of Argo had, and what says the same today. */
const gone: Readonly<Record<string, string>> = {
  "CronWorkflowSpec.schedule": 'Since Argo 4.0 it is a list: "schedules".',
  "Synchronization.mutex": 'Since Argo 4.0 it is a list: "mutexes".',
  "Synchronization.semaphore": 'Since Argo 4.0 it is a list: "semaphores".',
  "Template.priority": 'Since Argo 3.7 pods get theirs from "priorityClassName".',
  "WorkflowSpec.podPriority": 'Since Argo 3.7 it is "podPriorityClassName".',
};

/**
 * A field that is not in the API, and where it is sure, the one that was meant: a name that is close, one of an older Argo, or the
 * right name at the wrong depth.
 *
 * @param path ends with the field
 * @param shapes around it, the one that lacks the field last
 */
export function unknownFieldWords(field: string, path: FieldPath, shapes: readonly ShapeSchema[]): string {
  const shape = shapes.at(-1)!;
  const owner = path.length > 1 ? `"${placeName(path, path.length - 2)}"` : `a ${shape.name}`;
  const begin = `There is no field ${shortened(field)} in ${owner}.`;
  const old = gone[`${shape.name}.${field}`];
  if (old !== undefined) return `${begin} ${old}`;
  const above = shapes.at(-2);
  if (path.length === 2 && shapeOf(above?.fields.get("metadata"))?.fields.has(field)) return `${begin} It belongs in "metadata".`;
  const inside = [...shape.fields].filter(([, schema]) => shapeOf(schema)?.fields.has(field)).map(([name]) => `"${name}"`);
  if (inside.length > 0 && inside.length <= 3) return `${begin} It belongs in ${listed(inside, "or")}.`;
  const known = [...shape.fields.keys()];
  const close = didYouMean(field, known);
  if (close !== "") return begin + close;
  if (above?.fields.has(field)) return `${begin} It belongs one level up.`;
  const [longer, another] = field.length < 3 ? [] : known.filter((name) => name.startsWith(field));
  return longer !== undefined && another === undefined ? `${begin} Did you mean "${longer}"?` : begin;
}

const shapeOf = (schema: Schema | undefined): ShapeSchema | undefined => (schema?.is === "shape" ? schema : undefined);
