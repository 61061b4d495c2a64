import { seededRandom } from "../../../components/math/seeded-random.ts";
import type { LabelledVectors } from "../../../components/train/trainer.ts";

/** Points in a plane, of class 1 inside of a ring around the origin: a line can't tell them apart, a small net can. */
export function ringVectors(numRows: number, seed: number): LabelledVectors {
  const random = seededRandom(seed);
  const features = Float32Array.from({ length: numRows * 2 }, () => 4 * random() - 2);
  const labels = Uint8Array.from({ length: numRows }, (_, row) =>
    features[2 * row]! ** 2 + features[2 * row + 1]! ** 2 < 2 ? 1 : 0,
  );
  return { features, labels, numRows, numFeatures: 2 };
}
