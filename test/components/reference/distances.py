"""Distances between distributions, by SciPy, and how large they get by chance, by simulation with NumPy.

Run: python distances.py > distances.json
"""

import json
import platform

import numpy as np
import scipy
from scipy.spatial.distance import jensenshannon

rng = np.random.default_rng(11)


def by_hand(left, right):
    return float(np.abs(left / left.sum() - right / right.sum()).max())


pairs = []
for bins in [2, 3, 5, 10, 40]:
    for _ in range(4):
        left = rng.integers(0, 50, bins)
        right = rng.integers(0, 50, bins)
        left[0] += 1
        right[-1] += 1
        pairs.append(
            {
                "left": left.tolist(),
                "right": right.tolist(),
                "jensenShannon": float(jensenshannon(left, right, base=2) ** 2),
                "lInfinity": by_hand(left, right),
            }
        )

chance = []
for bins, n, m in [(2, 500, 200), (2, 12000, 3000), (10, 1000, 1000), (10, 8000, 500)]:
    shares = np.full(bins, 1 / bins)
    left = rng.multinomial(n, shares, 20000)
    right = rng.multinomial(m, shares, 20000)
    divergences = jensenshannon(left, right, base=2, axis=1) ** 2
    largest = np.abs(left / n - right / m).max(axis=1)
    chance.append(
        {
            "bins": bins,
            "n": n,
            "m": m,
            "meanPlus3Std": float(divergences.mean() + 3 * divergences.std()),
            "shareOfLInfinityAbove": {"3 std": float((largest > 1.5 * np.sqrt(1 / n + 1 / m)).mean())},
        }
    )

print(json.dumps({"madeWith": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__}, "pairs": pairs, "chance": chance}, indent=1))
