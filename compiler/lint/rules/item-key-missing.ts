import { isRecord, listOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { LintRule } from "../rule.ts";

/** Every item has the keys that are read of it. */
export const itemKeyMissing: LintRule = ({ tags, at }) =>
  tags.flatMap(({ tag, nth, path, task }) => {
    const key = tag.kind === "simple" && tag.inner.startsWith("item.") ? tag.inner.slice(5) : undefined;
    if (task === undefined || key === undefined) return [];
    const items = listOf(task.body["withItems"]);
    if (!items.some((item) => isRecord(item) && Object.hasOwn(item, key))) return [];
    const lacking = items.findIndex((item) => isRecord(item) && !Object.hasOwn(item, key));
    if (lacking < 0) return [];
    return [
      problem(
        "item-key-missing",
        { task: task.label, key, number: lacking + 1 },
        {
          at: at(path, { text: tag.text, nth }),
          related: [{ at: at([...task.path, "withItems", lacking]), message: "the item" }],
        },
      ),
    ];
  });
