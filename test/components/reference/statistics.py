"""The figures of columns of numbers, by NumPy and pandas.

Run: python statistics.py > statistics.json
"""

import json
import platform

import numpy as np
import pandas as pd

rng = np.random.default_rng(7)
COLUMNS = {
    "normal": rng.normal(10, 3, 400),
    "skewed": rng.lognormal(2, 1.5, 400),
    "many_zeros": np.where(rng.random(400) < 0.7, 0.0, rng.exponential(5, 400)),
    "whole": rng.integers(-50, 50, 400).astype(float),
    "constant": np.full(400, 42.5),
    "far_from_zero": 1e9 + rng.random(400),
    "with_missing": np.where(rng.random(400) < 0.25, np.nan, rng.uniform(-1, 1, 400)),
    "tiny": rng.random(400) * 1e-12,
}


def figures(values):
    present = values[~np.isnan(values)]
    counts, edges = np.histogram(present, bins=10) if present.min() < present.max() else ([len(present)], [present[0], present[0]])
    return {
        "present": len(present),
        "missing": int(len(values) - len(present)),
        "zeros": int((present == 0).sum()),
        "mean": float(present.mean()),
        "std": float(present.std()),  # ddof 0
        "min": float(present.min()),
        "max": float(present.max()),
        "distinct": int(pd.Series(present).nunique()),
        "quantiles": [float(value) for value in np.quantile(present, np.linspace(0, 1, 21))],
        "histogram": {"edges": [float(edge) for edge in edges], "counts": [int(count) for count in counts]},
    }


print(
    json.dumps(
        {
            "madeWith": {"python": platform.python_version(), "numpy": np.__version__, "pandas": pd.__version__},
            "columns": {
                name: {"values": [None if np.isnan(value) else float(value) for value in values], "expected": figures(values)}
                for name, values in COLUMNS.items()
            },
        },
        indent=1,
    )
)
