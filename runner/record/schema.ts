/** Changes with every change of the tables: an index of another version is made anew from the folders of runs. */
export const schemaVersion = 2;

/**
 * The index of all runs of a workspace. Nothing is in it that is not in the runs' folders. Times are milliseconds since the epoch; a step is
 * named as in the workflow, without the workflow's own name in front.
 */
export const schema = `
CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  pipeline TEXT NOT NULL,
  workflow TEXT NOT NULL,
  phase TEXT NOT NULL,
  message TEXT NOT NULL,
  interrupted INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  events_bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX runs_by_time ON runs (started_at);

-- When a run went on that had been interrupted.
CREATE TABLE resumptions (
  run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
  number INTEGER NOT NULL,
  went_on_at INTEGER NOT NULL,
  PRIMARY KEY (run, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_values (
  run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('parameter', 'environment')),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE steps (
  run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE,
  step TEXT NOT NULL,
  position INTEGER NOT NULL,
  node TEXT NOT NULL,
  template TEXT NOT NULL,
  type TEXT NOT NULL,
  phase TEXT NOT NULL,
  message TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  code TEXT,
  image TEXT,
  cached_run TEXT,
  cached_step TEXT,
  cache_key TEXT,
  not_cached TEXT,
  PRIMARY KEY (run, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX steps_by_name ON steps (step, started_at);
CREATE INDEX steps_by_origin ON steps (cached_run);

CREATE TABLE attempts (
  run TEXT NOT NULL,
  step TEXT NOT NULL,
  number INTEGER NOT NULL,
  node TEXT NOT NULL,
  phase TEXT NOT NULL,
  message TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  exit_code INTEGER,
  peak_memory INTEGER,
  PRIMARY KEY (run, step, number),
  FOREIGN KEY (run, step) REFERENCES steps ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE step_values (
  run TEXT NOT NULL,
  step TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('input', 'output', 'environment')),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (run, step, kind, name),
  FOREIGN KEY (run, step) REFERENCES steps ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- A content, wherever it lies.
CREATE TABLE artifacts (
  digest TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE made (
  run TEXT NOT NULL,
  step TEXT NOT NULL,
  output TEXT NOT NULL,
  digest TEXT REFERENCES artifacts,
  type TEXT,
  bytes INTEGER NOT NULL,
  key TEXT,
  PRIMARY KEY (run, step, output),
  FOREIGN KEY (run, step) REFERENCES steps ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX made_by_digest ON made (digest);

-- What a step was given: what a step of the same run made, or data from outside.
CREATE TABLE used (
  run TEXT NOT NULL,
  step TEXT NOT NULL,
  input TEXT NOT NULL,
  position INTEGER NOT NULL,
  digest TEXT REFERENCES artifacts,
  source TEXT,
  from_step TEXT,
  from_output TEXT,
  PRIMARY KEY (run, step, input, position),
  FOREIGN KEY (run, step) REFERENCES steps ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX used_by_digest ON used (digest);
CREATE INDEX used_by_maker ON used (run, from_step);

CREATE TABLE metrics (
  run TEXT NOT NULL,
  step TEXT NOT NULL,
  -- The Metrics artifact that holds it; empty for an output that is a number.
  output TEXT NOT NULL,
  name TEXT NOT NULL,
  value REAL,
  PRIMARY KEY (run, step, output, name),
  FOREIGN KEY (run, step) REFERENCES steps ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
`;
