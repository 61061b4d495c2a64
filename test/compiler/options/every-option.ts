import * as dsl from "pipewright";
import { container, containerSet, File, http, raw, resource, script, templateRef } from "pipewright";
import { z } from "zod";

const { days, emptyDir, gibibytes, gpu, lastTry, minutes, mount, secret, sharedMemory } = dsl;

/** Every option, said in every way that has a form of its own. */
export const taskOptions: dsl.TaskOptions = {
  resources: {
    cpu: { request: "500m", limit: 2 },
    memory: { request: gibibytes(1), limit: "2Gi" },
    ephemeralStorage: gibibytes(4),
    gpu: gpu({
      kind: "l4",
      memory: gibibytes(16),
      vendor: "nvidia",
      shared: "mps",
      spot: false,
    }),
    devices: { "amd.com/gpu": 1 },
  },
  retry: {
    limit: 3,
    policy: "always",
    when: lastTry.errored
      .or(lastTry.exitCode.in(75))
      .and(lastTry.message.matches("x").or(lastTry.duration.shorterThan(minutes(1)))),
    backoff: { duration: "1m", factor: 2, cap: minutes(10), maxDuration: "1h" },
    anotherNode: true,
  },
  queue: { name: "gpus", priority: "nightly" },
  timeout: "1h",
  pendingTimeout: minutes(5),
  cache: { maxAge: days(3), version: "2", configMap: "cache", digests: { examples: "3" } },
  env: {
    A: "1",
    B: 2,
    S: secret("warehouse", "password", { optional: true }),
    C: dsl.configMap("settings", "level"),
    F: dsl.podField("spec.nodeName"),
    R: dsl.ownResource("limits.memory", { divisor: "1Mi" }),
  },
  envFrom: [
    { configMap: "settings", prefix: "X_" },
    { secret: "keys", optional: true },
  ],
  volumes: { work: dsl.claim("work", { readOnly: true }) },
  mounts: {
    "/a": mount("work", { subPath: "a" }),
    "/b": emptyDir({ size: gibibytes(1) }),
    "/dev/shm": sharedMemory("1Gi"),
    "/c": dsl.secretFiles("tls", { items: { a: "b" }, mode: 0o400 }),
    "/d": dsl.configMapFiles("settings"),
    "/e": dsl.projected([
      { secret: "tls" },
      { configMap: "settings" },
      { serviceAccountToken: { path: "token", seconds: 3600 } },
      { podFields: { labels: "metadata.labels" } },
    ]),
    "/f": dsl.hostPath("/mnt/ssd", { type: "directory" }),
    "/g": dsl.nfs("files.example", "/exports"),
    "/h": dsl.csi("secrets-store.csi.k8s.io", { attributes: { a: "b" } }),
    "/i": dsl.ephemeralClaim({ size: gibibytes(3), access: "read-write-once", labels: { a: "b" } }),
    "/j": dsl.imageFiles("registry.example/models/bert:1"),
  },
  serviceAccount: "runner",
  automountToken: true,
  pull: "always",
  tolerations: [{ key: "gpu", value: "yes", effect: "no-execute", seconds: 60 }],
  nodeSelector: { zone: "a" },
  nodeAffinity: {
    required: [[dsl.nodeLabel("zone").in("a")], [dsl.nodeLabel("cores").gt(7)]],
    preferred: [{ weight: 3, terms: [dsl.nodeLabel("zone").exists()] }],
  },
  podAffinity: { together: [{ labels: { app: "a" }, across: "zone", weight: 3 }], apart: [{ labels: { app: "b" } }] },
  topologySpread: [{ across: "zone", labels: { app: "a" }, maxSkew: 2, otherwise: "schedule-anyway" }],
  priorityClass: "high",
  scheduler: "volcano",
  runtimeClass: "gvisor",
  hostAliases: [{ ip: "10.0.0.1", names: ["files.example"] }],
  dns: { policy: "none", nameservers: ["10.0.0.1"], searches: ["example"], options: { ndots: "2" } },
  terminationGrace: "1m",
  security: { runAsUser: 1000, supplementalGroups: [3], addCapabilities: ["NET_ADMIN"], seccomp: { localhost: "a.json" } },
  sidecars: [
    {
      name: "proxy",
      image: "proxy:1",
      command: ["proxy"],
      args: ["-v"],
      env: { A: "1" },
      envFrom: [{ secret: "keys" }],
      mounts: { "/x": mount("work") },
      mirrorMounts: true,
      resources: { cpu: 1, memory: "1Gi", devices: { "amd.com/gpu": 1 } },
      pull: "never",
      security: { runAsUser: 3, seccomp: "unconfined" },
      ports: [8080],
      ready: { path: "/ready", port: 8080 },
    },
  ],
  initContainers: [{ name: "prepare", image: "alpine:3.22", command: ["true"] }],
  labels: { team: "ranking" },
  annotations: { "example.com/note": "x" },
  locks: [
    dsl.mutex("registry", { namespace: "ml" }),
    dsl.semaphore({ configMap: "limits", key: "warehouse" }),
    dsl.semaphore({ database: "warehouse" }),
  ],
  metrics: [
    dsl.counter("runs_total", { help: "Runs.", labels: { status: dsl.statusLabel }, when: "failed" }),
    dsl.gauge("auc", { help: "AUC.", value: dsl.outputMetric("auc"), operation: "set" }),
    dsl.histogram("seconds", { help: "Seconds.", value: dsl.durationMetric, buckets: [1, 2] }),
  ],
  archiveLogs: true,
  podSpecPatch: { hostname: "a" },
  displayName: "Train",
  name: "train-on-all",
  outputs: {
    model: {
      location: dsl.s3(["runs/", dsl.runName], { bucket: "ml", accessKey: secret("s3", "key") }),
      archive: { tar: 3 },
      gc: "never",
    },
  },
};

export const pipelineOptions: dsl.PipelineOptions = {
  deadline: "2h",
  ttl: { afterCompletion: days(3), afterSuccess: "1d", afterFailure: "3d" },
  podGc: { strategy: "on-pod-success", delay: "1m", labels: { a: "b" } },
  parallelism: 3,
  archiveLogs: true,
  artifactGc: { strategy: "on-run-deletion", serviceAccount: "gc", forceFinalizerRemoval: true },
  artifactRepository: { configMap: "repositories", key: "main" },
  labels: { team: "ranking" },
  annotations: { "example.com/note": "x" },
  locks: [dsl.mutex("run")],
  metrics: [dsl.counter("all_total", { help: "Runs." })],
  serviceAccount: "runner",
  executorServiceAccount: "executor",
  imagePullSecrets: ["registry"],
  priority: 3,
  podDisruptionBudget: { minAvailable: "50%" },
  volumes: { data: dsl.claim("data") },
  volumeClaims: { scratch: { size: gibibytes(3), storageClass: "fast" } },
  volumeClaimGc: "on-run-success",
  dns: { policy: "default" },
  hostAliases: [{ ip: "10.0.0.1", names: ["a.example"] }],
  hostNetwork: false,
  suspended: false,
  podSpecPatch: { hostname: "a" },
};

type Answer = Parameters<NonNullable<Parameters<typeof http>[0]["success"]>>[0];
const contract = { params: { rows: z.int() }, outputs: { sum: z.int(), file: File } };
const program = {
  image: "python:3.13",
  command: ["python"],
  args: ["-u"],
  env: { A: "1", B: secret("a", "b") },
  workingDir: "/tmp",
  security: { runAsUser: 3 },
};

/** Each foreign step with all that it can be told. */
export const foreignSteps: Readonly<Record<string, readonly [make: (spec: never) => unknown, spec: object]>> = {
  container: [
    container,
    { name: "one", ...contract, ...program, outputsFrom: { sum: { from: "stdout", as: "json" }, file: "/tmp/f" } },
  ],
  script: [script, { name: "two", ...contract, ...program, args: undefined, source: "print(1)", outputsFrom: { sum: "stdout" } }],
  containerSet: [
    containerSet,
    {
      name: "three",
      ...contract,
      containers: { main: { ...program, after: ["first"] }, first: program },
      shared: ["/data"],
      retries: 2,
      outputsFrom: { sum: "/data/sum" },
    },
  ],
  resource: [
    resource,
    {
      name: "four",
      params: { rows: z.int() },
      outputs: { sum: z.int() },
      action: "create",
      manifest: { apiVersion: "batch/v1", kind: "Job", metadata: { generateName: "a-" }, spec: { parallelism: 3 } },
      setOwnerReference: true,
      flags: ["--v=3"],
      success: [dsl.field("status.succeeded").gt(0), dsl.field("status.phase").in(["A"])],
      failure: dsl.field("status.failed").eq("1"),
      outputsFrom: { sum: { jsonPath: "{.status.succeeded}", as: "json" } },
    },
  ],
  http: [
    http,
    {
      name: "five",
      params: { rows: z.int() },
      outputs: { sum: z.int() },
      method: "POST",
      url: "https://example.org/x",
      headers: { Authorization: secret("a", "b"), Accept: "text/plain" },
      body: { a: [1, { b: "c" }] },
      timeout: "30s",
      insecureSkipVerify: true,
      success: (answer: Answer) => answer.status.in([200, 201]).and(answer.body.contains("ok")),
    },
  ],
  templateRef: [
    templateRef,
    {
      name: "six",
      params: { rows: z.int() },
      outputs: { sum: z.int() },
      workflowTemplate: "installed",
      template: "main",
      clusterScope: true,
      runs: "program",
      arguments: { rows: "3" },
      outputsFrom: { sum: { from: "total", as: "json" } },
    },
  ],
  raw: [
    raw,
    {
      name: "seven",
      params: { rows: z.int() },
      outputs: { sum: z.int() },
      template: {
        container: { image: "alpine:3.22", command: ["true"], env: [{ name: "A", value: "1" }] },
        outputs: { parameters: [{ name: "sum", valueFrom: { path: "/tmp/sum" } }] },
      },
      outputsFrom: { sum: "sum" },
    },
  ],
};
