import type * as core from "@tensorflow/tfjs-core";
import type * as layers from "@tensorflow/tfjs-layers";
import { InputError } from "../../dsl/run-context.ts";

/** The two libraries that every backend shares. */
export interface Tensorflow {
  readonly core: typeof core;
  readonly layers: typeof layers;
}

/**
 * Loads TensorFlow.js, without a backend.
 *
 * @throws InputError `package-missing`
 */
export async function loadTensorflow(): Promise<Tensorflow> {
  try {
    const [core, layers] = await Promise.all([import("@tensorflow/tfjs-core"), import("@tensorflow/tfjs-layers")]);
    // No greetings and no advice on the terminal; numbers are the same.
    core.enableProdMode();
    return { core, layers };
  } catch (error) {
    throw new InputError(
      "package-missing",
      `This component computes with TensorFlow.js, which could not be loaded: ${(error as Error).message}`,
      "Install it: npm install @tensorflow/tfjs-core @tensorflow/tfjs-layers @tensorflow/tfjs-backend-wasm",
    );
  }
}
