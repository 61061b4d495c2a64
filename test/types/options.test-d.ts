import {
  component,
  counter,
  days,
  durationMetric,
  emptyDir,
  File,
  gibibytes,
  gpu,
  hostPath,
  lastTry,
  minutes,
  mount,
  nodeLabel,
  pipeline,
  profile,
  s3,
  secret,
  sharedMemory,
  stored,
  type TaskDefaults,
} from "pipewright";
import { z } from "zod";

const count = component({ name: "count", inputs: { from: File }, outputs: { rows: z.int() }, run: () => ({ rows: 1 }) });
const say = component({ name: "say", run: () => {} });

pipeline({ name: "options", params: { region: z.string() } }, ({ region }) => {
  const { rows } = count({ from: stored(File, s3("a.csv")) });
  say().with({ env: { REGION: region, ROWS: rows, PASSWORD: secret("db", "password"), N: 1, ON: true } });
  say().with({ timeout: false, cache: false, retry: 0 });
  say().with({ resources: { cpu: { request: 0.5, limit: "2" }, memory: "8Gi", gpu: gpu({ kind: "l4" }) } });
  say().with({ retry: { limit: 1, when: lastTry.exitCode.in(1).and(lastTry.duration.shorterThan(minutes(1))) } });
  say().with({ nodeAffinity: { required: [[nodeLabel("a").exists()], [nodeLabel("b").lt(3)]] } });
  say().with({
    mounts: { "/a": emptyDir(), "/b": mount("work"), "/c": sharedMemory("1Gi"), "/d": hostPath("/d", { type: "directory" }) },
  });

  count({ from: stored(File, s3("a.csv")) }).with({ cache: { maxAge: days(1), digests: { from: "2026-01" } } });
  count({ from: stored(File, s3("a.csv")) }).with({ cache: { maxAge: days(1), digests: { from: rows } } });

  // @ts-expect-error a bare number is no length of time
  say().with({ timeout: 30 });
  // @ts-expect-error a bare number is no size
  say().with({ resources: { memory: 8 } });
  // @ts-expect-error there is no such option
  say().with({ timeOut: "1h" });
  // @ts-expect-error a list is no value of a variable
  say().with({ env: { A: ["a"] } });
  // @ts-expect-error the words are Pipewright's own
  say().with({ pull: "Always" });
  // @ts-expect-error a retry's condition is no text
  say().with({ retry: { limit: 1, when: "lastRetry.exitCode == '1'" } });
  // @ts-expect-error what is mounted is a volume
  say().with({ mounts: { "/a": "work" } });
  // @ts-expect-error a cache has an age
  say().with({ cache: { version: "2" } });
  // @ts-expect-error a metric has a help text
  say().with({ metrics: [counter("a_total", { value: durationMetric })] });
  // @ts-expect-error a place in a store is no artifact
  count({ from: s3("a.csv") });
  // @ts-expect-error an age has a unit
  say().with({ cache: { maxAge: 7 } });

  // @ts-expect-error what tells contents apart is a text, a number or a ref
  say().with({ cache: { maxAge: days(1), digests: { from: ["a"] } } });

  // @ts-expect-error a default is the same for every run: it has no ref
  const defaults: TaskDefaults = { env: { REGION: region } };
  void defaults;
});

pipeline(
  { name: "defaults", defaults: { retry: 1, cache: { maxAge: days(1) } }, options: { ttl: { afterSuccess: days(1) } } },
  () => {
    say();
  },
);
// @ts-expect-error what tells contents apart is said of the inputs of one task
pipeline({ name: "defaults", defaults: { cache: { maxAge: days(1), digests: { from: "1" } } } }, () => {});
// @ts-expect-error a name is a task's own
pipeline({ name: "defaults", defaults: { displayName: "Say" } }, () => {});
// @ts-expect-error a time to live is a length of time
pipeline({ name: "options", options: { ttl: 3600 } }, () => {});
pipeline({ name: "claims", options: { volumeClaims: { work: { size: gibibytes(1) } } } }, () => {});
// @ts-expect-error a claim has a size
pipeline({ name: "claims", options: { volumeClaims: { work: {} } } }, () => {});

profile({ name: "office", base: "gke", defaults: { retry: 1 } });
// @ts-expect-error a profile has a name
profile({ base: "gke" });
