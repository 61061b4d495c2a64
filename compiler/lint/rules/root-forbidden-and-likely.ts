import { recordOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import type { LintRule } from "../rule.ts";

/** Who forbids root says who runs instead. */
export const rootForbiddenAndLikely: LintRule = ({ object, templates, at }) =>
  templates.flatMap((template) =>
    containersOf(template).flatMap(({ role, body, path }) => {
      if (role === "init" || role === "sidecar") return [];
      const contexts = [
        { context: recordOf(body["securityContext"]), path: [...path, "securityContext"] },
        { context: recordOf(template.body["securityContext"]), path: [...template.path, "securityContext"] },
        { context: recordOf(object.spec["securityContext"]), path: [...object.specPath, "securityContext"] },
      ];
      const forbids = contexts.find(({ context }) => context["runAsNonRoot"] !== undefined);
      const isSaid = contexts.some(({ context }) => context["runAsUser"] !== undefined);
      const image = textOf(body["image"]) ?? "";
      const name = image.split("/").at(-1)?.split(/[:@]/)[0] ?? "";
      if (forbids?.context["runAsNonRoot"] !== true || isSaid || !rootImages.has(name) || image.includes(".")) return [];
      return [
        problem("root-forbidden-and-likely", { template: template.label, image }, { at: at([...forbids.path, "runAsNonRoot"]) }),
      ];
    }),
  );

/** Well-known images that run as root. */
const rootImages = new Set([
  "busybox",
  "alpine",
  "debian",
  "ubuntu",
  "python",
  "node",
  "golang",
  "bash",
  "curl",
  "tensorflow",
  "pytorch",
]);
