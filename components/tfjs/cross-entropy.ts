import type { Scalar, Tensor, Tensor2D } from "@tensorflow/tfjs-core";
import type { Tensorflow } from "./tensorflow.ts";

/**
 * The summed binary cross-entropy of logits, in nats.
 *
 * `sum(max(z, 0) - z y + ln(1 + exp(-|z|)))`, the form that never overflows. Its gradient by z is `sigmoid(z) - y`, given here in one
 * step: tracing it through the terms above would take twice the time.
 *
 * @param logits z, shape `[batch, 1]`
 * @param labels y, 0 or 1, shape `[batch, 1]`
 */
export function crossEntropySum({ core }: Tensorflow, logits: Tensor2D, labels: Tensor2D): Scalar {
  const { abs, add, customGrad, exp, log1p, mul, neg, relu, sigmoid, sub, sum } = core;
  const ofLogits = customGrad((given, save) => {
    const z = given as Tensor;
    (save as (tensors: Tensor[]) => void)([z]);
    const value = sum(add(sub(relu(z), mul(z, labels)), log1p(exp(neg(abs(z))))));
    return { value, gradFunc: (dy: Tensor, saved: Tensor[]) => mul(dy, sub(sigmoid(saved[0]!), labels)) };
  });
  return ofLogits(logits) as Scalar;
}
