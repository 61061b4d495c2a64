import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../manifest/calls.ts";
import { duplicates } from "../manifest/duplicates.ts";
import { type Ports, portsOf } from "../manifest/ports.ts";
import type { LintRule } from "../rule.ts";

/** Inputs, outputs and arguments have names of their own. */
export const nameGivenTwice: LintRule = (subject) => {
  const { object } = subject;
  const owners: readonly (readonly [string, Ports])[] = [
    ["The workflow", portsOf(object.spec["arguments"], [...object.specPath, "arguments"])],
    ...subject.templates.flatMap(({ label, inputs, outputs }) => [
      [`Template "${label}"`, inputs] as const,
      [`Template "${label}"`, outputs] as const,
    ]),
    ...callsOf(subject).flatMap((call) =>
      call.role === "task" || call.role === "hook" ? [[call.label, call.arguments] as const] : [],
    ),
  ];
  return owners.flatMap(([where, ports]) =>
    (["parameters", "artifacts"] as const).flatMap((kind) =>
      duplicates(ports[kind]).map(([again, first]) =>
        problem(
          "name-given-twice",
          { where, kind: `${again.path.includes("outputs") ? "output " : ""}${kind}`, name: again.name ?? "" },
          {
            at: subject.at([...again.path, "name"]),
            related: [{ at: subject.at([...first.path, "name"]), message: "the first one" }],
          },
        ),
      ),
    ),
  );
};
