import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { seededRandom } from "../../../components/math/seeded-random.ts";
import { train } from "../../../components/train/spec.ts";
import { asIs, zScore } from "../../../components/transform/features.ts";
import { runComponent } from "../../../testing/run-component.ts";
import type { ExamplesOfTest } from "./examples-from-rows.ts";
import { examplesOf, transformOf } from "./transform-of.ts";

const kept = await mkdtemp(join(tmpdir(), "pipewright-rings-"));
afterAll(() => rm(kept, { recursive: true, force: true }));

type Run = NonNullable<Parameters<typeof runComponent<NonNullable<typeof train.spec.params>, {}, {}>>[1]>;
export type TrainParams = NonNullable<Run["params"]>;

/** Points of a plane with a shop and a size; class 1 lies within a ring. Four splits, of which "odd" holds class 0 alone and "none" no row. */
export function ringRows(): ExamplesOfTest {
  const random = seededRandom(9);
  const row = () => {
    const [x, y] = [4 * random() - 2, 4 * random() - 2];
    const shop = random() < 0.1 ? null : random() < 0.5 ? "north" : "south";
    return [x, y, shop, Math.round(100 * random()), x ** 2 + y ** 2 < 2] as const;
  };
  const rows = (count: number) => Array.from({ length: count }, row);
  return {
    columns: { x: "number", y: "number", shop: "text", size: "integer", inside: "boolean" },
    splits: { train: rows(500), eval: rows(150), test: rows(300), odd: rows(60).filter((each) => !each[4]), none: [] },
  };
}

/** The rings' examples after transform; both folders are gone after the test file. */
export async function transformedRings() {
  const folder = await examplesOf(ringRows());
  const features = { x: zScore(), y: asIs() };
  const result = await transformOf(folder, { features, label: "inside", passthrough: ["shop", "size"] });
  afterAll(() => result[Symbol.asyncDispose]());
  return { examples: result.artifacts.transformed.path, transform: result.artifacts.transform.path };
}

/** Runs `train` on the rings as its container does, on what is always there. */
export async function trainOnRings(inputs: { readonly examples: string; readonly transform: string }, params: TrainParams = {}) {
  const base: TrainParams = { device: "cpu", hiddenLayers: [12], learningRate: 0.05, epochs: 10, batchSize: 64 };
  return await runComponent(train, { params: { ...base, ...params }, inputs });
}
