"""A logistic regression's weights by scikit-learn: `python logistic-regression.py > logistic-regression.json`.

scikit-learn makes `C * sum(log loss) + sum(w^2) / 2` small; divided by `C * n` that is the mean log loss and `l2 * sum(w^2)` with
`l2 = 1 / (2 C n)`, and `ridge = 1 / C` of the taxi example's own.
"""
import json
import platform

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(3)
n, size = 400, 4
features = rng.normal(size=(n, size)).astype(np.float32)
logits = features @ np.array([1.5, -2, 0.5, 0]) + 0.3
labels = (rng.random(n) < 1 / (1 + np.exp(-logits))).astype(int)
C = 0.5
model = LogisticRegression(C=C, tol=1e-12, max_iter=10_000).fit(features.astype(float), labels)
versions = {"python": platform.python_version(), "numpy": np.__version__, "scikit-learn": sklearn.__version__}
print(
    json.dumps(
        {
            "versions": versions,
            "features": features.astype(float).tolist(),
            "labels": labels.tolist(),
            "C": C,
            "weights": model.coef_[0].tolist(),
            "constant": float(model.intercept_[0]),
            "probabilities": model.predict_proba(features.astype(float))[:, 1].tolist(),
        }
    )
)
