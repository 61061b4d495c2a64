import { htmlPage } from "../../../util/html/html-page.ts";

/** The loss after each of five epochs of one trial. */
export function trialLosses(index: number): readonly number[] {
  const speed = index === 0 ? 1.1 : 0.5;
  return [1, 2, 3, 4, 5].map((epoch) => 0.2 + 0.45 * Math.exp(-epoch * speed));
}

/** The metrics file that one trial leaves. */
export function trialMetrics(index: number): object {
  const losses = trialLosses(index);
  return {
    format: "pipewright.metrics/1",
    scalars: {
      loss: losses[4],
      "eval loss": losses[4]! + 0.012,
      auc: 0.9491 - 0.004 * index,
      epochs: 5,
      "seconds per epoch": 2.1,
    },
    charts: [
      {
        kind: "line",
        title: "Loss by epoch",
        xLabel: "epoch",
        yLabel: "log loss",
        series: [
          { name: "train", points: losses.map((loss, at) => [at + 1, loss]) },
          { name: "eval", points: losses.map((loss, at) => [at + 1, loss + 0.006 * (at + 1) ** 0.5]) },
        ],
      },
    ],
    tables: [],
  };
}

/** The metrics file that the evaluation leaves. */
export function evaluationMetrics(): object {
  const steps = Array.from({ length: 101 }, (_, index) => index / 100);
  const counts = steps.slice(0, 20).map((_, index) => Math.round(900 * Math.exp(-((index - 4) ** 2) / 18) + 40));
  return {
    format: "pipewright.metrics/1",
    scalars: {
      auc: 0.949123,
      "pr auc": 0.8871,
      accuracy: 0.9012,
      precision: 0.874,
      recall: 0.812,
      "log loss": 0.2311,
      "baseline auc": 0.9302,
      calibration: null,
    },
    charts: [
      {
        kind: "line",
        title: "ROC curve",
        xLabel: "false positive rate",
        yLabel: "true positive rate",
        xDomain: [0, 1],
        yDomain: [0, 1],
        diagonal: true,
        series: [
          { name: "model", points: steps.map((x) => [x, x ** 0.13]) },
          { name: "paid by card alone", points: steps.map((x) => [x, Math.min(1, x ** 0.22)]) },
        ],
      },
      {
        kind: "line",
        title: "Precision and recall",
        xLabel: "recall",
        yLabel: "precision",
        xDomain: [0, 1],
        yDomain: [0, 1],
        series: [{ name: "model", points: steps.map((x) => [x, 1 - 0.55 * x ** 4]) }],
      },
      {
        kind: "bar",
        title: "Predicted probability",
        xLabel: "probability",
        yLabel: "rows",
        categories: steps.slice(0, 20).map((_, index) => (index / 20).toFixed(2)),
        series: [
          { name: "no tip", values: counts },
          { name: "tip", values: counts.toReversed() },
        ],
      },
      {
        kind: "bar",
        title: "AUC by payment type",
        xLabel: "payment type",
        yLabel: "auc",
        categories: ["Credit Card", "Cash", "No Charge", "Unknown"],
        series: [{ name: "auc", values: [0.71, 0.52, 0.63, null] }],
      },
    ],
    tables: [
      {
        title: "Confusion at 0.5",
        columns: ["", "predicted no", "predicted yes"],
        rows: [
          ["no tip", 2102, 98],
          ["tip", 147, 634],
        ],
      },
      {
        title: "Thresholds",
        columns: ["threshold", "wanted", "found", "passed"],
        rows: [
          ["auc", ">= 0.945", 0.949123, "yes"],
          ["log loss", "<= 0.25", 0.2311, "yes"],
        ],
      },
    ],
  };
}

export function statisticsPage(): string {
  const rows = ["trip_miles", "fare", "tips", "payment_type"].map(
    (name, index) =>
      `<tr><td>${name}</td><td class="number">${(index * 137) % 90}</td><td class="number">${index * 3.25}</td></tr>`,
  );
  return htmlPage({
    title: "Statistics",
    body: `<h1>Statistics</h1><div class="scroll"><table><thead><tr><th>column</th><th class="number">missing</th><th class="number">mean</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`,
  });
}

export function evaluationPage(): string {
  return `<!doctype html><title>Evaluation</title><style>body{font:16px system-ui}</style><h1>Evaluation</h1><p id="words">without script</p>
<script>document.getElementById("words").textContent = "written by the page's own script";</script>`;
}
