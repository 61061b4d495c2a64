"""Where does ingest put each row, and which digest does it give? Worked out here with Python's own csv, hashlib and json alone.

Run: python ingest.py > ingest.json
"""

import csv
import hashlib
import io
import json
import platform
import random

random.seed(20260101)
COLUMNS = [["id", "integer"], ["fare", "number"], ["company", "text"], ["cash", "boolean"], ["started", "timestamp"]]
COMPANIES = ["Blue", "Acme, Inc.", 'The "Best"', "Zürich 市 🚕", "back\\slash", "two\nlines", ""]
WEIGHTS = {"train": 7, "eval": 2, "test": 1}


def make_row(index):
    fare = random.choice([round(random.uniform(0, 90), 2), float(random.randint(0, 40)), 1e-7 * (index + 1), -2.5e20, None])
    started = 1_700_000_000_000_000 + random.randrange(10**12)
    return [
        index * 37 - 500,
        fare,
        random.choice(COMPANIES) or None,
        random.choice([True, False, None]),
        random.choice([started, None]),
    ]


def iso(microseconds):
    import datetime

    moment = datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=microseconds)
    return moment.isoformat(timespec="microseconds") + "Z"


def csv_field(value, kind):
    if value is None:
        return ""
    if kind == "timestamp":
        return iso(value)
    if kind == "boolean":
        return "true" if value else "false"
    return repr(value) if kind == "number" else str(value)


def canonical(value, kind):
    if value is None:
        return "\\N"
    if kind == "number":
        return str(int(value)) if value == int(value) and abs(value) < 2**53 else repr(value)
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "text":
        return value.replace("\\", "\\\\").replace(",", "\\,")
    return str(value)


def row_text(row, wanted):
    return "".join(canonical(value, kind) + "," for value, (name, kind) in zip(row, COLUMNS) if name in wanted)


def md5_halves(text):
    digest = hashlib.md5(text.encode("utf-8")).digest()
    return int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")


def split_of(text):
    bucket = md5_halves(text)[0] % sum(WEIGHTS.values())
    for name in sorted(WEIGHTS):
        if bucket < WEIGHTS[name]:
            return name
        bucket -= WEIGHTS[name]


def digest_of(rows, splits):
    sums = []
    for name in sorted(WEIGHTS):
        first = last = count = 0
        for row, split in zip(rows, splits):
            if split != name:
                continue
            row_first, row_last = md5_halves(row_text(row, [column for column, _ in COLUMNS]))
            one, two = md5_halves(f"{count}:{row_first}:{row_last}")
            first, last, count = first + one, last + two, count + 1
        sums.append([name, count, str(first), str(last)])
    content = json.dumps({"columns": COLUMNS, "splits": sums}, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(content.encode("utf-8")).hexdigest()


rows = [make_row(index) for index in range(300)]
text = io.StringIO()
writer = csv.writer(text, lineterminator="\r\n")
writer.writerow([name for name, _ in COLUMNS])
for row in rows:
    writer.writerow([csv_field(value, kind) for value, (_, kind) in zip(row, COLUMNS)])

by_row = [split_of(row_text(row, [name for name, _ in COLUMNS])) for row in rows]
by_company = [split_of(row_text(row, ["company"])) for row in rows]
print(
    json.dumps(
        {
            "madeWith": {"python": platform.python_version()},
            "csv": text.getvalue(),
            "weights": WEIGHTS,
            "columns": COLUMNS,
            "ids": [row[0] for row in rows],
            "byRow": {"splits": by_row, "digest": digest_of(rows, by_row)},
            "byCompany": {"splits": by_company, "digest": digest_of(rows, by_company)},
        },
        ensure_ascii=False,
        indent=1,
    )
)
