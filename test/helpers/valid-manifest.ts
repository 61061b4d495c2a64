import { expect } from "vitest";
import { parseAllDocuments } from "yaml";
import { fieldPathText } from "../../compiler/argo/validate/field-path.ts";
import { validateObject } from "../../compiler/argo/validate/validate-object.ts";
import { complaints, isJudgeThere } from "./argo-crd.ts";

/**
 * Holds a manifest, or Argo objects, to Argo's full CRDs by both judges: our own validators, and Kubernetes' where Go is. With `CI=true`
 * a missing Go fails.
 */
export async function expectValidManifest(manifest: string | readonly object[]): Promise<void> {
  const yaml = typeof manifest === "string" ? manifest : manifest.map((object) => JSON.stringify(object)).join("\n---\n");
  const objects = parseAllDocuments(yaml, { version: "1.1" }).map((document) => document.toJS() as unknown);
  const issues = objects.flatMap((object) =>
    validateObject(object).map(({ path, message }) => `${fieldPathText(path)}: ${message}`),
  );
  expect(issues).toEqual([]);
  if (isJudgeThere) expect(await complaints(yaml)).toEqual([]);
}
