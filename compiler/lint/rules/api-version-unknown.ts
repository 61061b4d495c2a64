import { problem } from "../../diagnostics/problem.ts";
import type { EntryRule } from "../entry-rules.ts";
import { argoVersion, isArgoKind } from "../manifest/read-objects.ts";

/** An object of Argo says the version of the API that it is written for. */
export const apiVersionUnknown: EntryRule = ({ document, path, apiVersion, kind }) => {
  // Other tools have kinds of these names too, under addresses of their own.
  const isArgos = apiVersion === undefined || apiVersion.startsWith("argoproj.io");
  if (!isArgoKind(kind) || !isArgos || apiVersion === argoVersion) return [];
  const words = { kind, found: apiVersion === undefined ? "no version" : `"${apiVersion}"`, version: argoVersion };
  return [problem("api-version-unknown", words, { at: document.at([...path, "apiVersion"]) })];
};
