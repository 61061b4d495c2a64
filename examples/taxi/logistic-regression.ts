/** Weights of a logistic regression, the last one for the constant. */
export type Weights = Float64Array;

/**
 * Fits a logistic regression by Newton's method: exact up to rounding, no learning rate, no randomness.
 *
 * Makes `sum(log loss) + ridge / 2 * sum(weights^2)` as small as it gets; the constant is not penalised. A row's zeros cost nothing.
 *
 * @param features row-major, shape `[numRows, numFeatures]`
 * @param labels 0 or 1, shape `[numRows]`
 * @returns shape `[numFeatures + 1]`
 */
export function fitLogisticRegression(features: Float32Array, labels: Uint8Array, numFeatures: number, ridge = 1): Weights {
  const size = numFeatures + 1;
  const weights: Weights = new Float64Array(size);
  for (let step = 0; step < 25; step++) {
    const gradient = Float64Array.from(weights, (weight, index) => (index < numFeatures ? ridge * weight : 0));
    const hessian = new Float64Array(size * size);
    for (let index = 0; index < numFeatures; index++) hessian[index * size + index] = ridge;
    for (const [row, label] of labels.entries()) {
      const probability = predict(weights, features, row);
      const used = nonZero(features, row, numFeatures);
      const curvature = probability * (1 - probability);
      for (const [index, value] of used) {
        gradient[index]! += (probability - label) * value;
        for (const [other, otherValue] of used) hessian[index * size + other]! += curvature * value * otherValue;
      }
    }
    const change = solve(hessian, gradient);
    for (const [index, difference] of change.entries()) weights[index]! -= difference;
    if (Math.max(...change.map(Math.abs)) < 1e-8) break;
  }
  return weights;
}

/** The probability of class 1 for one row. */
export function predict(weights: Weights, features: Float32Array, row: number): number {
  const numFeatures = weights.length - 1;
  let logit = weights[numFeatures]!;
  for (let index = 0; index < numFeatures; index++) logit += weights[index]! * features[row * numFeatures + index]!;
  return 1 / (1 + Math.exp(-logit));
}

function nonZero(features: Float32Array, row: number, numFeatures: number): readonly (readonly [index: number, value: number])[] {
  const used: [number, number][] = [];
  for (let index = 0; index < numFeatures; index++) {
    const value = features[row * numFeatures + index]!;
    if (value !== 0) used.push([index, value]);
  }
  return [...used, [numFeatures, 1]];
}

/** Solves `matrix * x = right` for a symmetric positive definite matrix, by Cholesky's factors, in place. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const at = (row: number, column: number) => matrix[row * size + column]!;
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = at(row, column);
      for (let inner = 0; inner < column; inner++) sum -= at(row, inner) * at(column, inner);
      matrix[row * size + column] = row === column ? Math.sqrt(sum) : sum / at(column, column);
    }
  }
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row++) {
    for (let inner = 0; inner < row; inner++) solution[row]! -= at(row, inner) * solution[inner]!;
    solution[row]! /= at(row, row);
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let inner = row + 1; inner < size; inner++) solution[row]! -= at(inner, row) * solution[inner]!;
    solution[row]! /= at(row, row);
  }
  return solution;
}
