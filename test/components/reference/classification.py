"""Reference numbers of classifier metrics by scikit-learn and numpy: `python classification.py > classification.json`.

aucStandardError is DeLong's formula written out by pairs, the slow way; precision, recall and F1 are null where there is nothing to divide by.
"""
import json
import platform
import warnings

import numpy as np
import sklearn
from sklearn import metrics
from sklearn.calibration import calibration_curve

warnings.filterwarnings("ignore")


def delong(scores, labels):
    pos, neg = scores[labels == 1], scores[labels == 0]
    if len(pos) < 2 or len(neg) < 2:
        return None
    wins = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
    return float(np.sqrt(wins.mean(1).var(ddof=1) / len(pos) + wins.mean(0).var(ddof=1) / len(neg)))


def ratio(top, bottom):
    return None if bottom == 0 else float(top / bottom)


def case(name, scores, labels, thresholds=(0.25, 0.5, 0.75)):
    scores, labels = np.asarray(scores, float), np.asarray(labels, int)
    both = len(set(labels)) == 2
    out = {"name": name, "scores": scores.tolist(), "labels": labels.tolist()}
    out["auc"] = float(metrics.roc_auc_score(labels, scores)) if both else None
    out["aucStandardError"] = delong(scores, labels)
    out["averagePrecision"] = float(metrics.average_precision_score(labels, scores)) if labels.sum() else None
    out["logLoss"] = float(metrics.log_loss(labels, scores, labels=[0, 1]))
    out["brier"] = float(metrics.brier_score_loss(labels, scores, pos_label=1))
    out["calibration"] = ratio(scores.sum(), labels.sum())
    if both:
        fpr, tpr, _ = metrics.roc_curve(labels, scores, drop_intermediate=False)
        precision, recall, _ = metrics.precision_recall_curve(labels, scores)
        out["roc"] = np.stack([fpr, tpr], 1).tolist()
        out["precisionRecall"] = np.stack([recall, precision], 1)[::-1].tolist()
        true, mean = calibration_curve(labels, scores, n_bins=10, strategy="uniform")
        out["reliability"] = np.stack([mean, true], 1).tolist()
    out["atThreshold"] = []
    for threshold in thresholds:
        taken = (scores >= threshold).astype(int)
        tn, fp, fn, tp = metrics.confusion_matrix(labels, taken, labels=[0, 1]).ravel().tolist()
        out["atThreshold"].append(
            {
                "threshold": threshold,
                "truePositives": tp,
                "falsePositives": fp,
                "trueNegatives": tn,
                "falseNegatives": fn,
                "accuracy": float(metrics.accuracy_score(labels, taken)),
                "precision": ratio(tp, tp + fp),
                "recall": ratio(tp, tp + fn),
                "specificity": ratio(tn, tn + fp),
                "f1": ratio(2 * tp, 2 * tp + fp + fn),
                "balancedAccuracy": float(metrics.balanced_accuracy_score(labels, taken)) if both else None,
                "matthews": float(metrics.matthews_corrcoef(labels, taken)),
            }
        )
    return out


rng = np.random.default_rng(7)
n = 300
truth = (rng.random(n) < 0.3).astype(int)
smooth = 1 / (1 + np.exp(-(rng.normal(size=n) + 1.5 * truth - 1)))
cases = [
    case("four rows", [0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]),
    case("300 rows without ties", smooth, truth),
    case("300 rows with many ties", np.round(smooth, 1), truth),
    case("all scores alike", [0.5] * 8, [0, 1, 0, 1, 1, 0, 0, 1]),
    case("perfect and certain", [0, 0, 1, 1], [0, 0, 1, 1]),
    case("always wrong and certain", [1, 1, 0, 0], [0, 0, 1, 1]),
    case("one row of class 1", [0.2, 0.9, 0.4, 0.4, 0.1], [0, 0, 1, 0, 0]),
    case("rare class, scores near 0", np.concatenate([np.full(50, 1e-9), [1e-9, 2e-9, 1e-3]]), [0] * 50 + [0, 1, 1]),
    case("class 0 only", [0.2, 0.6, 0.9], [0, 0, 0]),
    case("class 1 only", [0.2, 0.6, 0.9], [1, 1, 1]),
]
versions = {"python": platform.python_version(), "numpy": np.__version__, "scikit-learn": sklearn.__version__}
print(json.dumps({"versions": versions, "cases": cases}))
