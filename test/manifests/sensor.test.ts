import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWithApiserver } from "../cluster/with-apiserver.ts";
import { pipewright, root } from "../helpers/cli.ts";

const there = new Set(["/2026-11-23.csv"]);
const source = createServer(({ url = "" }, response) =>
  response.writeHead(url.includes("500") ? 500 : there.has(url) ? 200 : 404).end(),
);
beforeAll(() => new Promise<void>((done) => void source.listen(0, "127.0.0.1", done)));
afterAll(() => void source.close());

describeWithApiserver("examples/new-data", (at) => {
  const runs = async () =>
    (await at().ask("GET", "/apis/argoproj.io/v1alpha1/namespaces/default/workflows")).body.items.map(
      (one: { readonly metadata: { readonly name: string } }) => one.metadata.name,
    );
  const look = (day: string, path = "") => {
    const address = `http://127.0.0.1:${(source.address() as AddressInfo).port}${path}`;
    const where = ["--context", "admin", "--kubeconfig", at().server.kubeconfig, "--namespace", "default"];
    return pipewright(
      ["run", join(root, "examples/new-data/pipeline.ts"), ...where, "-p", `source=${address}`, "-p", `day=${day}`, "--quiet"],
      { cwd: at().server.folder, timeoutMilliseconds: 100_000 },
    );
  };

  it("starts one run for a span, however often it looks, and none for data that is not there", async () => {
    expect((await look("2026-11-22")).code).toBe(0);
    expect(await runs()).toEqual([]);
    for (const _again of [1, 2]) {
      const { code, stderr } = await look("2026-11-23");
      expect(code, stderr).toBe(0);
      expect(await runs()).toEqual(["taxi-retrain-2026-11-23"]);
    }
    there.add("/2026-11-24.csv");
    expect((await look("2026-11-24")).code).toBe(0);
    expect(await runs()).toEqual(["taxi-retrain-2026-11-23", "taxi-retrain-2026-11-24"]);
  });

  it("fails where the source does not answer, or the day is none", async () => {
    expect((await look("2026-11-23", "/500")).code).toBe(1);
    expect((await look("../secrets")).code).toBe(1);
  });
});
