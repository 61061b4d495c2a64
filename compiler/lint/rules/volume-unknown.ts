import { didYouMean } from "../../../util/did-you-mean.ts";
import { hasTags } from "../../argo/laws/template-tags.ts";
import { type Json, listOf, recordOf, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import { isWhole, runsTemplate } from "../manifest/is-whole.ts";
import type { LintRule } from "../rule.ts";

/** A volume that is mounted is declared, by the workflow or the template. */
export const volumeUnknown: LintRule = ({ object, templates, at, project }) =>
  templates.flatMap((template) => {
    const known = [
      ...namesOf(template.body["volumes"]),
      ...namesOf(object.spec["volumes"]),
      ...listOf(object.spec["volumeClaimTemplates"]).flatMap(
        (claim) => textOf(recordOf(recordOf(claim)["metadata"])["name"]) ?? [],
      ),
      ...template.inputs.artifacts.map(({ name }) => name ?? ""),
    ];
    // A template that others take gets their volumes too; who knows which.
    if (!isWhole(object) || runsTemplate(object)) return [];
    const help = project.objects.length > 0 ? "Add it to the volumes of the template or the workflow." : "";
    return containersOf(template).flatMap(({ title, body, path, role }) =>
      listOf(body["volumeMounts"]).flatMap((mount, index) => {
        const name = textOf(recordOf(mount)["name"]);
        if (
          name === undefined ||
          known.includes(name) ||
          hasTags(name) ||
          own.has(name) ||
          (role !== "main" && role !== "script" && role !== "set" && role !== "init" && role !== "sidecar")
        )
          return [];
        const hint = didYouMean(name, known);
        const words = { container: title, template: template.label, name, hint, help: hint === "" ? help : "" };
        return [problem("volume-unknown", words, { at: at([...path, "volumeMounts", index, "name"]) })];
      }),
    );
  });

/** Argo's own, which every pod has. */
const own = new Set(["var-run-argo", "tmp-dir-argo", "input-artifacts", "argo-staging"]);

const namesOf = (volumes: Json | undefined): readonly string[] =>
  listOf(volumes).flatMap((volume) => textOf(recordOf(volume)["name"]) ?? []);
