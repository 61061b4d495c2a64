import { afterEach, describe, expect, it } from "vitest";
import { ApiError } from "../../cluster/api-error.ts";
import { watchObject } from "../../cluster/watch-object.ts";
import { type Answer, type FakeApi, fakeApi, json, lost, refusal, watch } from "./fake-api.ts";

let fake: FakeApi;
afterEach(() => fake.end());

const get = { method: "GET", path: "/api/v1/x" } as const;
const post = { method: "POST", path: "/api/v1/x", body: "{}" } as const;
const tooMany = refusal(429, "TooManyRequests", "wait", { "retry-after": "0" });

describe("a request", () => {
  it("is sent again when the server has too much to do, and is told of each time", async () => {
    fake = await fakeApi(tooMany, refusal(503, "ServiceUnavailable", "starting"), json({ ok: true }));
    const told: string[] = [];
    expect(await fake.client.ask({ ...post, onRetry: (why) => told.push(why) })).toEqual({ ok: true });
    expect(told).toEqual(["wait", "starting"]);
  });

  it("waits as long as the server wishes", async () => {
    fake = await fakeApi(refusal(429, "TooManyRequests", "wait", { "retry-after": "1" }), json({}));
    const begun = Date.now();
    await fake.client.ask(get);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(950);
  });

  it("that reads is sent again when its answer is lost; one that changes something is not", async () => {
    fake = await fakeApi(lost, lost, json({ ok: true }));
    expect(await fake.client.ask(get)).toEqual({ ok: true });
    expect(fake.asked).toHaveLength(3);
    await fake.end();
    fake = await fakeApi(lost, json({ ok: true }));
    await expect(fake.client.ask(post)).rejects.toMatchObject({ name: "ConnectionError", code: "ECONNRESET" });
    expect(fake.asked).toHaveLength(1);
  });

  it("is given up when patience is over", async () => {
    fake = await fakeApi(tooMany);
    await expect(fake.client.ask({ ...get, patienceSeconds: 0.5 })).rejects.toMatchObject({ name: "ApiError", code: 429 });
    expect(fake.asked.length).toBeGreaterThan(1);
  });

  it("ends at once when it is aborted, also while it waits for the next try", async () => {
    fake = await fakeApi(refusal(429, "TooManyRequests", "wait", { "retry-after": "25" }));
    const stop = new AbortController();
    const asked = fake.client.ask({
      ...get,
      patienceSeconds: 60,
      signal: stop.signal,
      onRetry: () => stop.abort(new Error("stopped")),
    });
    await expect(asked).rejects.toThrow("stopped");
  });

  it("refuses what is no answer of an API server with what it is", async () => {
    fake = await fakeApi((response) => response.writeHead(404).end("<html>no such page</html>"));
    await expect(fake.client.ask(get)).rejects.toMatchObject({ code: 404, message: "<html>no such page</html>" });
  });
});

const object = (version: number, phase = "begun") => ({
  kind: "X",
  metadata: { name: "one", resourceVersion: String(version) },
  phase,
});

/** What is seen of the object until it is done, or gone. */
async function seen(...answers: readonly Answer[]): Promise<readonly unknown[]> {
  fake = await fakeApi(...answers);
  const { signal } = new AbortController();
  const looks = watchObject({
    client: fake.client,
    collection: "/xs",
    name: "one",
    signal,
    everySeconds: 0.05,
    onRetry: () => undefined,
  });
  const found: unknown[] = [];
  for await (const look of looks) {
    found.push(look instanceof ApiError ? look.message : look["phase"]);
    if (!(look instanceof ApiError) && look["phase"] === "done") break;
  }
  return found;
}

describe("an object is watched", () => {
  const changes = (phase: string, isCut = false) => watch([{ type: "MODIFIED", object: object(2, phase) }], isCut);

  it("from the state in which it was found", async () => {
    expect(await seen(json(object(7)), changes("done"))).toEqual(["begun", "done"]);
    expect(fake.asked[0]).toBe("GET /xs/one");
    expect(fake.asked[1]).toMatch(/^GET \/xs\?watch=1&fieldSelector=metadata.name%3Done&resourceVersion=7&/);
  });

  it.each<[string, Answer]>([
    ["ends, as every watch does after some minutes", watch([])],
    ["is cut off", watch([{ type: "BOOKMARK", object: object(8) }], true)],
    ["is lost before it began", lost],
    ["is too far behind: 410 in it", watch([{ type: "ERROR", object: { kind: "Status", code: 410, reason: "Expired" } }])],
    ["is too far behind: 410 at once", refusal(410, "Expired", "too old resource version")],
    ["is refused for want of time", tooMany],
    ["breaks off in the middle of a line", (response) => void response.writeHead(200).end('{"type":"MODIFIED","obj')],
  ])("further when the watch %s", async (_title, answer) => {
    expect(await seen(json(object(1)), answer, json(object(3, "done")))).toEqual(["begun", "done"]);
    expect(fake.asked[2]).toBe("GET /xs/one");
  });

  it("by looking from time to time where nobody may watch", async () => {
    const forbidden = refusal(403, "Forbidden", "xs is forbidden");
    const looks = await seen(json(object(1)), forbidden, json(object(1)), json(object(1)), json(object(2, "done")));
    expect(looks).toEqual(["begun", "begun", "begun", "done"]);
    expect(fake.asked.filter((one) => one.includes("watch=1"))).toHaveLength(1);
  });

  it("until it is gone", async () => {
    const deleted = watch([{ type: "DELETED", object: object(2) }]);
    expect(await seen(json(object(1)), deleted, refusal(404, "NotFound", 'xs "one" not found'))).toEqual([
      "begun",
      'xs "one" not found',
    ]);
  });

  it("and a refusal to look is an error", async () => {
    await expect(seen(refusal(403, "Forbidden", "no"))).rejects.toMatchObject({ code: 403 });
  });
});
