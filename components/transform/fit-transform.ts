import { createHash } from "node:crypto";
import { InputError } from "../../dsl/run-context.ts";
import type { Database } from "../formats/duckdb.ts";
import type { ExamplesFolder } from "../formats/examples-folder.ts";
import { type TransformGraphFile, transformGraph } from "../formats/transform-graph.ts";
import { featureNames } from "./apply-transform.ts";
import type { TransformPlan } from "./check-columns.ts";
import { columnFacts } from "./column-facts.ts";
import type { PositiveValue } from "./label.ts";
import { opOf } from "./ops/ops.ts";

/** A vector longer than this is a mistake in `topK`: every row would carry as many floats. */
const maxFeatures = 65_536;

/**
 * Learns from one split all that the plan's ops need, and puts it down as data.
 *
 * @throws InputError when a column has nothing to learn from, or the vector would be too long
 */
export async function fitTransform(
  database: Database,
  examples: ExamplesFolder,
  split: ExamplesFolder["splits"][number],
  plan: TransformPlan,
  positive: PositiveValue,
): Promise<TransformGraphFile> {
  const requests = plan.features.map(({ column, type, spec }) => ({ column, type, wants: opOf(spec.op).wants(spec) }));
  const facts = await columnFacts(database, split.path, requests);
  const features = plan.features.map(({ column, type, spec }, index) => opOf(spec.op).fit(spec, column, type, facts[index]!));
  const numFeatures = featureNames({ features }).length;
  if (numFeatures === 0 || numFeatures > maxFeatures) {
    throw new InputError(
      numFeatures === 0 ? "no-features" : "too-many-features",
      `The vector of a row would have ${numFeatures} elements; from 1 to ${maxFeatures} are possible.`,
      "Choose another topK or numOovBuckets.",
    );
  }
  const fitted = {
    format: "pipewright.transform/1" as const,
    features: [...features],
    numFeatures,
    label: { column: plan.label.name, positive },
    passthrough: plan.passthrough.map(({ name }) => name),
    fittedOn: { split: split.name, rows: facts[0]!.rows, examples: examples.digest },
  };
  // The order of keys is that of this code, so the same fit is the same text.
  const digest = `sha256:${createHash("sha256").update(JSON.stringify(fitted)).digest("hex")}`;
  return transformGraph.parse({ ...fitted, digest });
}
