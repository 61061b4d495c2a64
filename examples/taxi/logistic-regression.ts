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
  const weights: Weights = new Float64Array(numFeatures + 1);
  for (let step = 0; step < 25; step++) {
    const { gradient, hessian } = derivatives(weights, features, labels, ridge);
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

/** First and second derivatives of what is made small; of the second, which is symmetric, the lower half. */
function derivatives(weights: Weights, features: Float32Array, labels: Uint8Array, ridge: number) {
  const size = weights.length;
  const gradient = weights.map((weight, index) => (index < size - 1 ? ridge * weight : 0));
  const hessian = new Float64Array(size * size);
  for (let index = 0; index < size - 1; index++) hessian[index * size + index] = ridge;
  const [used, values] = [new Uint32Array(size), new Float64Array(size)];
  for (const [row, label] of labels.entries()) {
    const probability = predict(weights, features, row);
    const curvature = probability * (1 - probability);
    const numUsed = nonZero(features, row, size - 1, used, values);
    for (let left = 0; left < numUsed; left++) {
      const value = values[left]!;
      gradient[used[left]!]! += (probability - label) * value;
      const line = used[left]! * size;
      for (let right = 0; right <= left; right++) hessian[line + used[right]!]! += curvature * value * values[right]!;
    }
  }
  return { gradient, hessian };
}

/** Finds a row's elements that are not zero, and adds the constant's; both lists are used again for each row. */
function nonZero(features: Float32Array, row: number, numFeatures: number, used: Uint32Array, values: Float64Array): number {
  let found = 0;
  for (let index = 0; index < numFeatures; index++) {
    const value = features[row * numFeatures + index]!;
    if (value === 0) continue;
    used[found] = index;
    values[found++] = value;
  }
  used[found] = numFeatures;
  values[found++] = 1;
  return found;
}

/** Solves `matrix * x = right` for a symmetric positive definite matrix by its Cholesky factor; reads and overwrites the lower half. */
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
