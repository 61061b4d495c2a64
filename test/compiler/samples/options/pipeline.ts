import {
  artifactory,
  azure,
  claim,
  component,
  configMap,
  configMapFiles,
  counter,
  csi,
  days,
  durationMetric,
  emptyDir,
  ephemeralClaim,
  File,
  gauge,
  gcs,
  gibibytes,
  gitRepository,
  gpu,
  hdfs,
  histogram,
  hours,
  imageFiles,
  lastTry,
  mebibytes,
  minutes,
  mount,
  mutex,
  nfs,
  nodeLabel,
  oss,
  outputMetric,
  ownResource,
  pipeline,
  podField,
  projected,
  runDate,
  runName,
  s3,
  seconds,
  secret,
  secretFiles,
  semaphore,
  sharedMemory,
  statusLabel,
  stored,
  text,
  textFile,
  webFile,
} from "pipewright";
import { z } from "zod";

const make = component({
  name: "make",
  params: { source: z.string() },
  outputs: { made: File, rows: z.int() },
  run: () => ({ rows: 1 }),
});
const learn = component({
  name: "learn",
  params: { rate: z.number().default(0.1) },
  inputs: { from: File },
  outputs: { learned: File, auc: z.number() },
  run: () => ({ auc: 1 }),
});
const tell = component({ name: "tell", params: { what: z.string() }, run: () => {} });

/** Every option once: what each becomes is in the manifest. */
export default pipeline(
  {
    name: "options",
    params: { region: z.string().default("eu-west-1"), team: z.string().default("ranking") },
    defaults: {
      retry: { limit: 2, backoff: { duration: seconds(30), factor: 2, cap: minutes(5), maxDuration: hours(2) } },
      labels: { "example.com/team": "ranking" },
      env: { LOG_LEVEL: "info" },
      terminationGrace: minutes(1),
    },
    options: {
      deadline: hours(12),
      ttl: { afterSuccess: days(7), afterFailure: days(30) },
      podGc: { strategy: "on-pod-success", delay: minutes(5), labels: { "example.com/team": "ranking" } },
      parallelism: 20,
      archiveLogs: true,
      artifactGc: { strategy: "on-run-deletion", serviceAccount: "artifact-gc" },
      artifactRepository: { configMap: "artifact-repositories", key: "ml" },
      labels: { "example.com/cost-center": "4711" },
      annotations: { "example.com/owner": "ml-platform@example.com" },
      locks: [mutex("options-pipeline")],
      metrics: [
        gauge("options_run_seconds", { help: "How long a run took.", value: durationMetric, labels: { status: statusLabel } }),
      ],
      serviceAccount: "pipeline",
      executorServiceAccount: "steps",
      imagePullSecrets: ["registry"],
      priority: 10,
      podDisruptionBudget: { minAvailable: "100%" },
      volumes: { datasets: claim("datasets", { readOnly: true }) },
      volumeClaims: { work: { size: gibibytes(100), storageClass: "fast", labels: { "example.com/team": "ranking" } } },
      volumeClaimGc: "on-run-success",
      dns: { policy: "cluster-first", searches: ["example.com"], options: { ndots: "2", edns0: "" } },
      hostAliases: [{ ip: "10.0.0.7", names: ["warehouse", "warehouse.example.com"] }],
      podSpecPatch: { containers: [{ name: "wait", resources: { requests: { cpu: "10m", memory: "32Mi" } } }] },
    },
  },
  ({ region, team }) => {
    const { made, rows } = make({ source: "a.csv" }).with({
      displayName: "Read the source",
      cache: { maxAge: days(30), version: "2" },
      pendingTimeout: minutes(10),
      timeout: hours(1),
      env: {
        REGION: region,
        GREETING: "{{workflow.name}} and $(HOME)",
        PRICE: "5 $",
        WORKERS: 4,
        PASSWORD: secret("warehouse", "password"),
        LEVEL: configMap("settings", "level", { optional: true }),
        NODE: podField("spec.nodeName"),
        MEMORY: ownResource("limits.memory", { divisor: "1Mi" }),
      },
      envFrom: [
        { secret: "warehouse", prefix: "DB_" },
        { configMap: "settings", optional: true },
      ],
      mounts: {
        "/datasets": mount("datasets", { readOnly: true, subPath: "taxi" }),
        "/work": mount("work"),
        "/scratch": mount("scratch"),
        "/scratch/logs": mount("scratch", { subPath: "logs" }),
        "/tls": secretFiles("tls", { items: { "tls.crt": "cert.pem" }, mode: 0o400 }),
        "/settings": configMapFiles("settings", { optional: true }),
        "/identity": projected(
          [
            { serviceAccountToken: { path: "token", audience: "vault", seconds: 3600 } },
            { secret: "tls", items: { ca: "ca.pem" }, mode: 0o440 },
            { configMap: "settings" },
            { podFields: { labels: "metadata.labels" } },
          ],
          { mode: 0o444 },
        ),
        "/exports": nfs("files.example.com", "/exports", { readOnly: true }),
        "/vault": csi("secrets-store.csi.k8s.io", { readOnly: true, attributes: { secretProviderClass: "vault" } }),
        "/spill": ephemeralClaim({ size: "50Gi", access: "read-write-once-pod" }),
        "/base": imageFiles("registry.example/models/base:1.2", { pull: "if-not-present" }),
        "/tmp": emptyDir({ size: gibibytes(20) }),
        "/dev/shm": sharedMemory(mebibytes(512)),
      },
      volumes: { scratch: emptyDir() },
      resources: {
        cpu: { request: 0.5, limit: "2" },
        memory: { request: gibibytes(1), limit: gibibytes(2) },
        ephemeralStorage: "10Gi",
        devices: { "vpc.amazonaws.com/efa": 1 },
      },
      initContainers: [
        {
          name: "fetch",
          image: "registry.example/tools/fetch:1.4",
          command: ["fetch", "$(URL)"],
          mounts: { "/scratch": mount("scratch") },
        },
      ],
      sidecars: [
        {
          name: "proxy",
          image: "registry.example/tools/proxy:2.0",
          command: ["proxy"],
          args: ["--port", "5432"],
          env: { UPSTREAM: "warehouse:5432", TOKEN: secret("warehouse", "token") },
          resources: { cpu: 0.1, memory: mebibytes(64) },
          ports: [5432],
          ready: { path: "/healthy", port: 5432 },
          mirrorMounts: true,
          security: { runAsUser: 1000 },
        },
      ],
      outputs: { made: { location: s3(["made/", runDate, "/", runName], { bucket: "ml" }), archive: { tar: 6 }, gc: "never" } },
      podSpecPatch: { enableServiceLinks: false, containers: [{ name: "main", stdin: true }] },
    });
    const trained = learn({ from: made }).with({
      cache: { maxAge: days(7) },
      retry: {
        limit: 5,
        when: lastTry.exitCode.in(75, 137, 143).or(lastTry.errored).and(lastTry.message.matches("[']")),
        anotherNode: true,
      },
      resources: { gpu: gpu({ kind: "l4" }), memory: gibibytes(16) },
      tolerations: [{ key: "spot", value: "true", effect: "no-execute", seconds: 30 }],
      nodeSelector: { "kubernetes.io/arch": "amd64" },
      nodeAffinity: {
        required: [nodeLabel("nvidia.com/gpu.compute.major").gt(7), nodeLabel("nvidia.com/gpu.compute.major").lt(10)],
        preferred: [{ weight: 50, terms: [nodeLabel("topology.kubernetes.io/zone").in("a", "b")] }],
      },
      podAffinity: {
        together: [{ labels: { app: "cache" }, across: "topology.kubernetes.io/zone" }],
        apart: [{ labels: { "pipewright.dev/component": "learn" }, weight: 100 }],
      },
      topologySpread: [
        { across: "topology.kubernetes.io/zone", labels: { "pipewright.dev/component": "learn" }, otherwise: "schedule-anyway" },
      ],
      priorityClass: "training",
      scheduler: "volcano",
      runtimeClass: "nvidia",
      dns: { policy: "none", nameservers: ["10.0.0.10"] },
      hostAliases: [{ ip: "10.0.0.8", names: ["parameter-server"] }],
      serviceAccount: "trainer",
      automountToken: false,
      pull: "always",
      annotations: { "example.com/note": "any text at all" },
      archiveLogs: false,
      locks: [
        mutex("gpu-box", { namespace: "shared" }),
        semaphore({ configMap: "limits", key: "gpus" }),
        semaphore({ database: "gpus" }),
      ],
      metrics: [
        counter("options_trainings_total", { help: "Trainings.", labels: { kind: "small", status: statusLabel } }),
        gauge("options_auc", { help: "AUC of the last model.", value: outputMetric("auc"), when: "succeeded" }),
        gauge("options_training_seconds", { help: "How long it has trained.", value: durationMetric, realtime: true }),
        histogram("options_duration_seconds", {
          help: "How long it trained.",
          value: durationMetric,
          buckets: [minutes(1), hours(1)],
        }),
      ],
    });
    learn({
      from: stored(
        File,
        s3("data/old.csv", {
          bucket: "ml",
          endpoint: "s3.example.com:9000",
          insecure: true,
          accessKey: secret("s3", "id"),
          secretKey: secret("s3", "key"),
        }),
      ),
    });
    learn({
      from: stored(File, gcs(["runs/", runName], { bucket: "ml", serviceAccountKey: secret("gcs", "key.json") }), {
        unpack: true,
      }),
    });
    learn({
      from: stored(
        File,
        azure("old.csv", { endpoint: "https://me.blob.core.windows.net", container: "ml", useSdkCredentials: true }),
      ),
    });
    learn({ from: stored(File, oss("old.csv", { bucket: "ml", endpoint: "oss.example.com" })) });
    learn({ from: stored(File, hdfs("/data/old.csv", { addresses: ["name-node:8020"], user: "etl", force: true })) });
    learn({
      from: stored(
        File,
        webFile("https://example.org/old.csv", {
          headers: { Accept: "text/csv" },
          login: { username: secret("web", "user"), password: secret("web", "password") },
        }),
      ),
    });
    learn({
      from: stored(
        File,
        gitRepository("https://example.org/data.git", { revision: "v1.2", depth: 1, sshKey: secret("git", "key") }),
      ),
    });
    learn({ from: stored(File, textFile("a,b\n1,2\n")) });
    learn({
      from: stored(
        File,
        artifactory("https://example.org/artifactory/old.csv", {
          login: { username: secret("a", "user"), password: secret("a", "password") },
        }),
      ),
    });
    tell({ what: "done" }).with({
      env: { TEAM: team, ROWS: rows, AUC: text`auc ${trained.auc}` },
      retry: 0,
      security: {
        runAsUser: 0,
        runAsNonRoot: false,
        readOnlyRootFilesystem: false,
        addCapabilities: ["NET_BIND_SERVICE"],
        seccomp: "unconfined",
        fsGroup: 1000,
        supplementalGroups: [2000],
      },
    });
  },
);
