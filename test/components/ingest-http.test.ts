import { mkdtemp, readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readExamplesFolder } from "../../components/formats/examples-folder.ts";
import { download } from "../../components/ingest/download.ts";
import { ingest } from "../../components/ingest/spec.ts";
import { failureOf } from "../../containers/entrypoint/failure.ts";
import { runComponent } from "../../testing/run-component.ts";

const csv = "a,b\n1,x\n2,y\n";
let server: Server;
let origin: string;
let asked: string[] = [];

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const answers: Readonly<Record<string, Answer>> = {
  "/data.csv": (response) => response.end(csv),
  "/data": (response) => response.writeHead(200, { "content-type": "text/csv", "content-length": csv.length }).end(csv),
  "/data.csv.gz": (response) => response.end(gzipSync(csv)),
  "/encoded.csv": (response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(csv)),
  "/moved.csv": (response) => response.writeHead(302, { location: "/data.csv" }).end(),
  "/missing.csv": (response) => response.writeHead(404).end("no such thing"),
  "/secret.csv": (response) => response.writeHead(403).end(),
  "/page": (response) =>
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<html>please sign in</html>"),
  "/empty.csv": (response) => response.end(),
  "/busy.csv": (response) => response.writeHead(503).end(),
  "/recovers.csv": (response) =>
    asked.filter((path) => path === "/recovers.csv").length < 3 ? response.writeHead(503).end() : response.end(csv),
  "/cut.csv": (response) => {
    response.writeHead(200, { "content-length": 1000 });
    response.write(csv);
    setTimeout(() => response.destroy(), 20);
  },
  "/endless.csv": (response) => {
    response.write("a\n");
    const timer = setInterval(() => response.write("1\n".repeat(1000)), 5);
    response.on("close", () => clearInterval(timer));
  },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url!.split("?")[0]!;
    asked.push(path);
    answers[path]!(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const fromUrl = (path: string) => runComponent(ingest, { params: { source: `${origin}${path}`, splits: { train: 1 } } });

describe("ingest downloads", () => {
  test.each(["/data.csv", "/data", "/data.csv.gz", "/encoded.csv", "/moved.csv"])("%s", async (path) => {
    await using result = await fromUrl(path);
    expect(result.outputs.rows).toBe(2);
  });

  test("and leaves user, password and query out of the manifest", async () => {
    await using result = await fromUrl("/data.csv?signature=secret");
    expect((await readExamplesFolder(result.artifacts.examples.path)).source).toBe(`${origin}/data.csv`);
    expect(result.logs.join()).not.toContain("secret");
  });

  test("a server that recovers is asked again", async () => {
    asked = [];
    const path = join(await mkdtemp(join(tmpdir(), "pipewright-download-")), "file");
    const warnings: string[] = [];
    const options = {
      signal: new AbortController().signal,
      log: { info: () => undefined, warn: (text: string) => warnings.push(text) },
      onProgress: () => undefined,
      waits: [1, 1],
    };
    await download(new URL(`${origin}/recovers.csv`), path, options);
    expect(await readFile(path, "utf8")).toBe(csv);
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toContain("answered 503 Service Unavailable.");
  });
});

describe("an answer that is no data is refused", () => {
  test.each([
    ["/missing.csv", "source-refused", "/missing.csv answered 404 Not Found."],
    ["/secret.csv", "source-refused", "/secret.csv answered 403 Forbidden."],
    ["/page", "source-is-page", "answered with a web page (text/html; charset=utf-8), not with data."],
    ["/empty.csv", "source-empty", "is empty: 0 bytes."],
  ])("%s", async (path, code, message) => {
    const error = await fromUrl(path).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "InputError", code });
    expect((error as Error).message).toContain(message);
  });

  test("a host that does not exist", async () => {
    const error = await runComponent(ingest, { params: { source: "http://host.invalid/data.csv" } }).catch(
      (reason: unknown) => reason,
    );
    expect(["source-host-unknown", "EAI_AGAIN"]).toContain((error as { code: string }).code);
  });
});

describe("trouble of the network is the infrastructure's fault", () => {
  const options = {
    signal: new AbortController().signal,
    log: { info: () => undefined, warn: () => undefined },
    onProgress: () => undefined,
    waits: [1, 1],
  };

  test.each([
    ["a server that stays busy", "/busy.csv", "answered 503"],
    ["an answer that breaks off", "/cut.csv", `broke off after ${csv.length} of 1000 bytes.`],
  ])("%s", async (_, path, message) => {
    const error = await download(
      new URL(`${origin}${path}`),
      join(await mkdtemp(join(tmpdir(), "pipewright-download-")), "file"),
      options,
    ).catch((reason: unknown) => reason);
    expect((error as Error).message).toContain(message);
    expect(failureOf(error).fault).toBe("infrastructure");
  });

  test("nobody listens", async () => {
    const error = await download(new URL("http://127.0.0.1:1/x.csv"), "/nowhere", options).catch((reason: unknown) => reason);
    expect((error as Error).message).toContain("http://127.0.0.1:1/x.csv could not be reached");
    expect(failureOf(error).fault).toBe("infrastructure");
  });
});

test("a download that is stopped stops", async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error("stopped by the test")), 100);
  const running = runComponent(ingest, { params: { source: `${origin}/endless.csv` }, signal: stop.signal });
  await expect(running).rejects.toThrow("stopped by the test");
});
