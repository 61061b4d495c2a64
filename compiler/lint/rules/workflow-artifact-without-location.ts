import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { hasLocation } from "../manifest/artifact-location.ts";
import { isWhole } from "../manifest/is-whole.ts";
import { portsOf } from "../manifest/ports.ts";
import type { LintRule } from "../rule.ts";

/** What a workflow is given as an artifact is somewhere. */
export const workflowArtifactWithoutLocation: LintRule = ({ object, at }) =>
  isWhole(object)
    ? portsOf(object.spec["arguments"], [...object.specPath, "arguments"]).artifacts.flatMap(({ name = "", body, path }) =>
        hasLocation(body) || textOf(body["from"])
          ? []
          : [problem("workflow-artifact-without-location", { name }, { at: at(path) })],
      )
    : [];
