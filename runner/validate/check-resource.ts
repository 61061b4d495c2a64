import { parseDocument } from "yaml";
import type { ResourceTemplate, Template } from "../../compiler/argo/model.generated.ts";
import { isPlaceholder } from "./placeholders.ts";
import { refuse } from "./refusal.ts";

const actions: ReadonlySet<string> = new Set(["get", "create", "apply", "delete", "replace", "patch"]);

/** What is done to a resource, and the manifest for it. */
export function checkResource({ name = "", inputs }: Template, resource: ResourceTemplate): void {
  const at = `templates.${name}.resource`;
  const { action, manifest, manifestFrom } = resource;
  if (!isPlaceholder(action) && !actions.has(action))
    refuse(`${at}.action must be one of: get, create, apply, delete, replace, patch`);
  if (action === "delete" || action === "get") return;
  if (!manifest && manifestFrom === undefined) refuse(`either ${at}.manifest or ${at}.manifestFrom must be specified`);
  if (manifest && manifestFrom !== undefined)
    refuse("shouldn't have both `manifest` and `manifestFrom` specified in `Manifest` for resource template");
  const wanted = manifestFrom?.artifact?.name;
  if (wanted !== undefined && !inputs?.artifacts?.some((artifact) => artifact.name === wanted))
    refuse(`artifact ${wanted} in \`manifestFrom\` refer to a non-exist artifact`);
  if (manifest && !isPlaceholder(manifest) && !isYaml(manifest)) refuse(`${at}.manifest must be a valid yaml`);
}

/** An expression is taken for a word here: what it gives is known when the template runs. */
function isYaml(manifest: string): boolean {
  const { errors } = parseDocument(manifest.replaceAll(/\{\{\s*=\s*(.+?)\s*\}\}/g, "expression"), {
    version: "1.1",
    uniqueKeys: false,
  });
  return errors.every(({ code }) => code === "MULTIPLE_DOCS");
}
