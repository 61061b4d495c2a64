import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { archivedLog } from "../../cluster/follow/archived-log.ts";
import { findArtifact } from "../../cluster/follow/find-artifact.ts";
import { followedWorkflow } from "../../cluster/follow/followed-workflow.ts";
import { fetchArtifact } from "../../cluster/follow/repository-access.ts";
import { type S3Server, s3Program, startS3 } from "../pods/helpers/s3-server.ts";
import { type FakeApi, fakeApi, json, refusal } from "./fake-api.ts";

const folder = mkdtempSync(join(tmpdir(), "pipewright-fetch-test-"));
const program = await s3Program();
const [access, secret] = ["access", "secret-secret"];
const missing = "missing" in program ? program.missing : undefined;
if (missing !== undefined && process.env["CI"]) throw new Error(missing);

const selector = (key: string) => ({ name: "minio", key });
const data = { access: Buffer.from(access).toString("base64"), secret: Buffer.from(secret).toString("base64") };

describe.skipIf(missing !== undefined)(`artifacts of a run on a cluster ${missing ?? ""}`, () => {
  let s3: S3Server;
  let fake: FakeApi;
  let number = 0;
  beforeAll(async () => {
    mkdirSync(join(folder, "bucket", "taxi", "train"), { recursive: true });
    writeFileSync(join(folder, "bucket", "taxi", "train", "model.json"), '{"w":1}');
    writeFileSync(join(folder, "bucket", "taxi", "train", "main.log"), "one\n\u001b[2Jtwo\n");
    if ("file" in program) s3 = await startS3(program.file, folder, access, secret);
  });
  afterEach(() => fake.end());
  afterAll(() => {
    s3?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const workflow = (endpoint = s3.endpoint) => ({
    metadata: { name: "taxi", namespace: "ml", uid: "u" },
    status: {
      phase: "Succeeded",
      artifactRepositoryRef: {
        artifactRepository: {
          s3: {
            endpoint,
            bucket: "bucket",
            insecure: true,
            keyFormat: "x",
            accessKeySecret: selector("access"),
            secretKeySecret: selector("secret"),
          },
        },
      },
      nodes: {
        taxi: { id: "taxi", name: "taxi", type: "DAG", phase: "Succeeded" },
        t: {
          ...{ id: "t", name: "taxi.train", type: "Pod", phase: "Succeeded", templateName: "train", boundaryID: "taxi" },
          outputs: {
            artifacts: [
              { name: "model", s3: { key: "taxi/train/model.json" } },
              { name: "main-logs", s3: { key: "taxi/train/main.log" } },
              { name: "lost", s3: { key: "taxi/train/gone" } },
            ],
          },
        },
      },
    },
  });
  const options = (given: object, rest: object = {}) => ({
    cluster: { client: fake.client, namespace: "ml" },
    workflow: given,
    env: {},
    signal: new AbortController().signal,
    ...rest,
  });
  const artifact = (named: string) => findArtifact(followedWorkflow(workflow()), named);
  const path = (): string => join(folder, `out-${number++}`);

  it("come by the keys of the repository's Secret", async () => {
    fake = await fakeApi(json({ data }));
    const to = path();
    await fetchArtifact(artifact("train/model"), to, options(workflow()));
    expect(readFileSync(to, "utf8")).toBe('{"w":1}');
    expect(fake.asked).toEqual(["GET /api/v1/namespaces/ml/secrets/minio"]);
  });

  it("come by the keys of the environment where the Secret may not be read, and from where the repository is seen", async () => {
    fake = await fakeApi(refusal(403, "Forbidden", "secrets is forbidden"));
    const to = path();
    const env = { AWS_ACCESS_KEY_ID: access, AWS_SECRET_ACCESS_KEY: secret };
    await fetchArtifact(artifact("model"), to, options(workflow("minio.argo:9000"), { env, endpoint: s3.endpoint }));
    expect(readFileSync(to, "utf8")).toBe('{"w":1}');
  });

  it.each([
    ["there are no keys", () => options(workflow()), "wants keys: set AWS_ACCESS_KEY_ID"],
    [
      "keys are wrong",
      () => options(workflow(), { env: { AWS_ACCESS_KEY_ID: access, AWS_SECRET_ACCESS_KEY: "x" } }),
      "can't be fetched",
    ],
    [
      "nobody is there",
      () => options(workflow("127.0.0.1:1"), { env: { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" } }),
      "can't be fetched at 127.0.0.1:1",
    ],
  ])("are refused with the reason when %s", async (_title, given, words) => {
    fake = await fakeApi(refusal(404, "NotFound", "no such secret"));
    const fetched = fetchArtifact(artifact("model"), path(), given());
    await expect(fetched).rejects.toMatchObject({
      code: "cluster-artifact-unreachable",
      message: expect.stringContaining(words),
    });
  });

  it("are refused when they are gone, or nobody made them", async () => {
    fake = await fakeApi(json({ data }));
    await expect(fetchArtifact(artifact("lost"), path(), options(workflow()))).rejects.toMatchObject({
      code: "cluster-artifact-unreachable",
    });
    expect(() => artifact("train/modell")).toThrow('has no artifact "train/modell". Did you mean "train/model"?');
  });

  it("hold the logs of pods that are gone", async () => {
    fake = await fakeApi(json({ data }));
    const log = await archivedLog(followedWorkflow(workflow()), "taxi.train", options(workflow()));
    expect(log).toEqual(["one", "\u001b[2Jtwo"]);
  });
});
