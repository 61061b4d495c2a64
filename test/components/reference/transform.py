"""Reference numbers of the transform's ops by scikit-learn and numpy: `python transform.py > transform.json`.

`rows` are raw, null is missing; each op's `expected` are the vectors of the eval rows after fitting on the train rows.
"""
import json
import platform

import numpy as np
import sklearn
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import KBinsDiscretizer, MinMaxScaler, OneHotEncoder, StandardScaler

rng = np.random.default_rng(11)


def raw(n):
    fare = np.round(np.exp(rng.normal(2, 1, n)), 2)
    fare[rng.random(n) < 0.1] = np.nan
    count = rng.integers(-5, 6, n)
    pay = rng.choice(["Cash", "Card", "Prepaid", "Dispute"], n, p=[0.5, 0.3, 0.15, 0.05])
    tags = ["|".join(rng.choice(["wifi", "pet", "child", "night"], rng.integers(1, 4), replace=False)) for _ in range(n)]
    return fare, count, pay, tags


train, evaluation = raw(200), raw(60)
evaluation[2][:3] = "Barter"
column = lambda values: np.asarray(values, float).reshape(-1, 1)
filled = lambda strategy: SimpleImputer(strategy=strategy).fit(column(train[0]))
slog = lambda values: np.sign(values) * np.log1p(np.abs(values))
ops = []


def op(name, index, spec, expected):
    ops.append({"name": name, "column": ["fare", "count", "pay", "tags"][index], "spec": spec, "expected": np.asarray(expected, float).tolist()})


mean = filled("mean")
scaler = StandardScaler().fit(column(train[0]))
op("zScore, missing = mean", 0, {"op": "zScore"}, scaler.transform(mean.transform(column(evaluation[0]))))
median = filled("median")
op("zScore, missing = median", 0, {"op": "zScore", "missing": "median"}, scaler.transform(median.transform(column(evaluation[0]))))
logScaler = StandardScaler().fit(slog(column(train[1])))
op("zScore of the signed logarithm", 1, {"op": "zScore", "scale": "log1p"}, logScaler.transform(slog(column(evaluation[1]))))
op("zScore, clipped", 1, {"op": "zScore", "clip": 1.25}, np.clip(StandardScaler().fit(column(train[1])).transform(column(evaluation[1])), -1.25, 1.25))
op("minMax", 1, {"op": "minMax"}, np.clip(MinMaxScaler().fit(column(train[1])).transform(column(evaluation[1])), 0, 1))
op("log1p", 1, {"op": "log1p"}, slog(column(evaluation[1])))
op("asIs", 1, {"op": "asIs"}, column(evaluation[1]))
isMissing = np.isnan(column(evaluation[0]))
op("indicator", 0, {"op": "asIs", "missing": "zero", "indicator": True}, np.concatenate([np.where(isMissing, 0, column(evaluation[0])), isMissing], 1))

present = train[0][~np.isnan(train[0])]
bins = KBinsDiscretizer(5, encode="onehot-dense", strategy="quantile", quantile_method="linear", subsample=None).fit(column(present))
buckets = np.where(isMissing, 0, bins.transform(np.nan_to_num(column(evaluation[0]))))
op("quantileBuckets", 0, {"op": "quantileBuckets", "numBuckets": 5}, np.concatenate([buckets, isMissing], 1))
boundaries = np.quantile(present, [0.2, 0.4, 0.6, 0.8])
steps = (column(evaluation[0]) >= boundaries[None, :]).astype(float)
op("quantileBuckets as a thermometer", 0, {"op": "quantileBuckets", "numBuckets": 5, "encoding": "thermometer"}, np.concatenate([steps, isMissing], 1))

words, counts = np.unique(train[2], return_counts=True)
top = words[np.argsort(-counts, kind="stable")][:3].tolist()
encoder = OneHotEncoder(categories=[top], handle_unknown="ignore", sparse_output=False).fit(train[2].reshape(-1, 1))
known = encoder.transform(evaluation[2].reshape(-1, 1))
op("oneHot", 2, {"op": "oneHot", "topK": 3, "missing": "zeros"}, np.concatenate([known, 1 - known.sum(1, keepdims=True)], 1))

tokens = CountVectorizer(tokenizer=lambda text: text.split("|"), token_pattern=None, binary=True, lowercase=False)
frequency = tokens.fit_transform(train[3]).toarray().sum(0)
names = tokens.get_feature_names_out()
order = sorted(range(len(names)), key=lambda index: (-frequency[index], names[index]))
op("multiHot", 3, {"op": "multiHot", "missing": "zeros", "numOovBuckets": 0}, tokens.transform(evaluation[3]).toarray()[:, order])

rows = lambda part: [[None if np.isnan(f) else float(f), int(c), str(p), t] for f, c, p, t in zip(*part)]
versions = {"python": platform.python_version(), "numpy": np.__version__, "scikit-learn": sklearn.__version__}
print(json.dumps({"versions": versions, "train": rows(train), "eval": rows(evaluation), "ops": ops}))
