import { didYouMean } from "../../../util/did-you-mean.ts";
import { listOf, type Path, recordOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { circlesOf } from "../manifest/circles.ts";
import { duplicates } from "../manifest/duplicates.ts";
import type { LintRule } from "../rule.ts";

/** The containers of a set have names of their own, wait for ones that there are and not for one another, and "main" gives the outputs. */
export const containerSetWrong: LintRule = ({ templates, at }) =>
  templates.flatMap((template) => {
    if (template.type !== "containerSet") return [];
    const path = [...template.path, "containerSet", "containers"];
    const refuse = (what: string, where: Path, help = "") =>
      problem("container-set-wrong", { template: template.label, what, help }, { at: at(where) });
    const containers = listOf(recordOf(template.body["containerSet"])["containers"]).map((item, index) => {
      const body = recordOf(item);
      return { name: textOf(body["name"]), body, path: [...path, index] };
    });
    if (containers.length === 0) return [refuse("has no containers", path)];
    const byName = new Map(containers.map((one) => [one.name, one]));
    const edges = (from: (typeof containers)[number]) =>
      listOf(from.body["dependencies"]).flatMap((name) => {
        const to = byName.get(String(name));
        return to === undefined ? [] : [{ to }];
      });
    const needsMain =
      template.inputs.artifacts.length > 0 || template.outputs.artifacts.length + template.outputs.parameters.length > 0;
    return [
      ...duplicates(containers).map(([again]) => refuse(`has two containers "${again.name}"`, [...again.path, "name"])),
      ...containers.flatMap((one) =>
        listOf(one.body["dependencies"]).flatMap((name, index) =>
          byName.has(String(name))
            ? []
            : [
                refuse(
                  `has no container "${String(name)}"`,
                  [...one.path, "dependencies", index],
                  didYouMean(String(name), [...byName.keys()].map(String)).trim(),
                ),
              ],
        ),
      ),
      ...circlesOf(containers, edges).map((circle) =>
        refuse(
          `goes in a circle: ${circle.map(({ from }) => `"${from.name}"`).join(" waits for ")}`,
          circle[0]?.from.path ?? path,
        ),
      ),
      ...(needsMain && !byName.has("main")
        ? [refuse('has inputs or outputs and no container "main"', path, 'Call the container that reads and writes them "main".')]
        : []),
    ];
  });
