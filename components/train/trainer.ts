/** Rows of a split as one block of memory each: what trainers and metrics work on. */
export interface LabelledVectors {
  /** Row-major, shape `[numRows, numFeatures]`, finite. */
  readonly features: Float32Array;
  /** 0 or 1, shape `[numRows]`. */
  readonly labels: Uint8Array;
  readonly numRows: number;
  readonly numFeatures: number;
}

/** Everything that shapes a net and its training, beside the data and the seed. */
export interface Hyperparameters {
  readonly task: "binary-classification";
  /** Units of each hidden layer; none is a logistic regression. */
  readonly hiddenLayers: readonly number[];
  readonly activation: Activation;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  /** Rows per step. */
  readonly batchSize: number;
  /** At most this many times through the rows. */
  readonly epochs: number;
  /** Added to the loss: this times the sum of the squares of all weights that are not biases. */
  readonly l2: number;
  /** Share of each hidden layer's units that a step leaves out, within [0, 1). */
  readonly dropout: number;
  /** Stops after this many epochs without a better one; 0 never stops early. */
  readonly patience: number;
  /** What makes an epoch of the eval split better. */
  readonly monitor: "loss" | "auc";
}

export type Activation = "relu" | "elu" | "selu" | "tanh" | "sigmoid" | "swish";
export type OptimizerName = "adam" | "sgd" | "momentum" | "rmsprop" | "adagrad";

/** How an epoch went. */
export interface EpochReport {
  /** From 1. */
  readonly epoch: number;
  /** Mean cross-entropy over the epoch's steps, in nats, without the penalty of `l2`; the net changes meanwhile. */
  readonly trainLoss: number;
  /** Mean cross-entropy on the eval split after the epoch, in nats. */
  readonly evalLoss: number;
  /** Share of right answers on the eval split at a threshold of 0.5. */
  readonly evalAccuracy: number;
  readonly evalAuc: number;
}

export interface TrainingRequest {
  readonly train: LabelledVectors;
  readonly evaluation: LabelledVectors;
  readonly hyperparameters: Hyperparameters;
  /** Fixes the first weights, the order of rows and what dropout leaves out. */
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Is told how many of all steps are done, several times a second. */
  readonly onProgress: (done: number, total: number) => void;
  readonly onEpoch: (report: EpochReport) => void;
}

/** A net with the weights of its best epoch. Dispose of it to free its memory. */
export interface TrainedModel extends Disposable {
  readonly epochs: readonly EpochReport[];
  /** One of `epochs`. */
  readonly best: EpochReport;
  /** All weights and biases, layer by layer; the same bits for the same request on the same backend. */
  readonly weights: () => readonly Float32Array[];
  /** Number of weights and biases. */
  readonly numParameters: number;
  /** Writes a tfjs LayersModel into a folder: `model.json` and `weights.bin`. */
  readonly save: (folder: string) => Promise<void>;
}

/** What trains nets: the one door that `train` knows, whatever library stands behind it. */
export interface Trainer {
  /** Recorded with the model: "wasm", "tfjs-node-gpu". */
  readonly backend: string;
  readonly usesGpu: boolean;
  /** Names and versions of the libraries that compute. */
  readonly frameworks: Readonly<Record<string, string>>;
  /**
   * Trains a net from its first weights.
   * @throws InputError `training-diverged` when the loss is no number any more
   * @throws the signal's reason, within a step, when it is aborted
   */
  readonly train: (request: TrainingRequest) => Promise<TrainedModel>;
  readonly close: () => void;
}
