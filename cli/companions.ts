import type { ArgoObject } from "../compiler/3-lower/lower.ts";
import { printDocument } from "../compiler/4-print/print.ts";
import type { YamlValue } from "../compiler/4-print/yaml-value.ts";
import type { Diagnostic } from "../compiler/diagnostics/diagnostic.ts";
import { demandOf } from "../compiler/quota/demand-of.ts";
import { quotaObjects } from "../compiler/quota/quota-objects.ts";
import { rightsObjects } from "../compiler/rights/rights-objects.ts";
import { rightsOf } from "../compiler/rights/rights-of.ts";
import type { Companion } from "./companions-option.ts";

/** Objects that stand before a pipeline's own in its manifest. */
export interface Companions {
  readonly objects: readonly object[];
  /** As YAML, with what parts it from the next document. */
  readonly text: string;
  readonly warnings: readonly Diagnostic[];
}

/** What a pipeline needs in its namespace: the rights of its accounts, a quota that it fits into. */
export function companionsOf(pipeline: string, manifest: readonly ArgoObject[], asked: readonly Companion[]): Companions {
  const made: object[] = [];
  const warnings: Diagnostic[] = [];
  if (asked.includes("rbac")) {
    const { accounts, doubts } = rightsOf(manifest);
    made.push(...rightsObjects(pipeline, accounts));
    warnings.push(...doubts);
  }
  if (asked.includes("quota")) {
    const { demand, doubts } = demandOf(manifest);
    made.push(...quotaObjects(pipeline, demand));
    warnings.push(...doubts);
  }
  return { objects: made, text: made.map((one) => `${printDocument(one as YamlValue)}---\n`).join(""), warnings };
}
