import type { Optimizer, Tensor } from "@tensorflow/tfjs-core";
import type { OptimizerName } from "../train/trainer.ts";
import type { Tensorflow } from "./tensorflow.ts";

/** How each optimizer is made; momentum keeps 0.9 of the last step, rmsprop forgets by 0.9, adam has its paper's 0.9 and 0.999. */
const optimizers: Readonly<Record<OptimizerName, (core: Tensorflow["core"], learningRate: number) => Optimizer>> = {
  adam: ({ train }, learningRate) => train.adam(learningRate),
  sgd: ({ train }, learningRate) => train.sgd(learningRate),
  momentum: ({ train }, learningRate) => train.momentum(learningRate, 0.9),
  rmsprop: ({ train }, learningRate) => train.rmsprop(learningRate),
  adagrad: ({ train }, learningRate) => train.adagrad(learningRate),
};

/** An optimizer by name; `disposeOptimizer` frees it. */
export function makeOptimizer({ core }: Tensorflow, name: OptimizerName, learningRate: number): Optimizer {
  return optimizers[name](core, learningRate);
}

/** Frees an optimizer's memory; that of momentum forgets one number of its own. */
export function disposeOptimizer(optimizer: Optimizer): void {
  optimizer.dispose();
  const { c } = optimizer as unknown as { readonly c?: Tensor };
  if (c?.isDisposed === false) c.dispose();
}
