import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Data, S3Artifact } from "../../compiler/argo/model.generated.ts";
import { agentPods } from "../../runner/pods/agent/agent-pods.ts";
import { noObjects, type PodOptions } from "../../runner/pods/pod-options.ts";
import { playground, podOf } from "./helpers/play-pods.ts";
import { freePort, type S3Server, s3Program, startS3 } from "./helpers/s3-server.ts";

const listing = (s3: S3Artifact, ...expressions: readonly string[]): Data => ({
  source: { artifactPaths: { name: "all", s3 } },
  transformation: expressions.map((expression) => ({ expression })),
});

const program = await s3Program();
const missing = "missing" in program ? program.missing : undefined;
if (missing !== undefined && process.env.CI) it("versitygw is there", () => expect.fail(missing));

describe.skipIf(missing !== undefined)(`data templates that list an S3-compatible store ${missing ?? ""}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-s3-"));
  let server: S3Server;
  const bucket = (key?: string, own: Partial<S3Artifact> = {}): S3Artifact => ({
    endpoint: server.endpoint,
    bucket: "rows",
    insecure: true,
    accessKeySecret: { name: "keys", key: "access" },
    secretKeySecret: { name: "keys", key: "secret" },
    ...(key !== undefined && { key }),
    ...own,
  });
  const keys: Readonly<Record<string, string>> = { access: "AK", secret: "SK", other: "no" };
  const withKeys = { objects: { ...noObjects, secret: (name: string) => (name === "keys" ? keys : undefined) } };
  const listed = async (data: Data, options: Partial<PodOptions> = withKeys) => {
    const at = playground(options);
    const pods = agentPods(at.options);
    expect(await pods.refusal({ data }, [])).toBeUndefined();
    return await pods.run(podOf({ data }, at));
  };
  beforeAll(async () => {
    const rows = join(folder, "rows");
    mkdirSync(join(rows, "many"), { recursive: true });
    for (let at = 0; at < 2345; at++) writeFileSync(join(rows, "many", `${String(at).padStart(4, "0")}.csv`), "");
    mkdirSync(join(rows, "in", "an empty folder"), { recursive: true });
    for (const name of ["in/b.csv", "in/ä & b+c.csv", "in/note.txt", "inside.csv"]) writeFileSync(join(rows, name), "x");
    server = await startS3("file" in program ? program.file : "", folder, "AK", "SK");
  });
  afterAll(() => {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("have the keys below a prefix, put through expressions, and no folders", async () => {
    expect(await listed(listing(bucket("in"), "filter(data, {# endsWith '.csv'})"))).toEqual({
      phase: "Succeeded",
      message: "",
      outputs: { result: '["in/b.csv","in/ä \\u0026 b+c.csv"]', exitCode: "0" },
    });
    const whole = await listed(listing(bucket(), "filter(data, {not (# startsWith 'many/')})"));
    expect(JSON.parse(whole.outputs.result ?? "")).toEqual(["in/b.csv", "in/note.txt", "in/ä & b+c.csv", "inside.csv"]);
    expect((await listed(listing(bucket("nothing/here")))).outputs.result).toBe("[]");
  });

  it("have all of them, of however many pages", async () => {
    const { outputs } = await listed(listing(bucket("many/")));
    const found = JSON.parse(outputs.result ?? "") as readonly string[];
    expect([found.length, new Set(found).size, found[0], found.at(-1)]).toEqual([2345, 2345, "many/0000.csv", "many/2344.csv"]);
  });

  it("take the keys of the environment, and say what the server said", async () => {
    const { accessKeySecret: _, secretKeySecret: __, ...bare } = bucket("in");
    const env = { AWS_ACCESS_KEY_ID: "AK", AWS_SECRET_ACCESS_KEY: "SK" };
    expect((await listed(listing(bare), { env })).phase).toBe("Succeeded");
    expect((await listed(listing(bare))).message).toMatch(/^main: Error \(exit code 64\): .*set AWS_ACCESS_KEY_ID/);
    const wrong = bucket("in", { secretKeySecret: { name: "keys", key: "other" } });
    expect((await listed(listing(wrong))).message).toMatch(/^main: Error \(exit code 64\): .*signature/i);
    expect((await listed(listing(bucket("in", { bucket: "nowhere" })))).message).toMatch(/bucket does not exist/);
    const gone = bucket("in", { endpoint: `127.0.0.1:${await freePort()}` });
    expect(await listed(listing(gone))).toMatchObject({ phase: "Failed", message: expect.stringContaining("ECONNREFUSED") });
  });
});

describe("data templates of other stores", () => {
  it("are refused before anything starts, by what they name", async () => {
    const pods = agentPods(playground().options);
    const refusal = (artifact: object) =>
      pods.refusal({ data: { source: { artifactPaths: { name: "all", ...artifact } }, transformation: [] } }, []);
    expect(await refusal({ gcs: { bucket: "b", key: "k" } })).toMatchObject({
      why: 'it lists "all", which is of the kind "gcs"; here artifacts of the run can be listed (a key alone) and those of S3-compatible servers',
    });
    expect(await refusal({})).toMatchObject({ why: expect.stringContaining("which says neither a key nor a server") });
    expect(await refusal({ s3: { key: "in" } })).toBeUndefined();
  });
});
