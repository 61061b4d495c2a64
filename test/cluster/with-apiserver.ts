import { afterAll, beforeAll, describe, it } from "vitest";
import { type KubeApiServer, kubeApiserverProgram, startKubeApiserver } from "../helpers/kube-apiserver.ts";
import { type ApiReply, askApi } from "../helpers/kube-apiserver-requests.ts";

const program = await kubeApiserverProgram();

/** The API server of a file's tests, while they run. */
export interface ServerOfTests {
  readonly server: KubeApiServer;
  readonly ask: (method: string, path: string, body?: unknown) => Promise<ApiReply>;
}

/**
 * Tests that need a real API server: it is started for them and ended behind them. Where it can't be had they are skipped with the reason,
 * which fails with `CI=true`.
 */
export function describeWithApiserver(title: string, tests: (at: () => ServerOfTests) => void): void {
  if (program.missing !== undefined) {
    const { missing } = program;
    if (process.env["CI"])
      it(title, () => {
        throw new Error(missing);
      });
    else describe.skip(`${title} (${missing})`, () => tests(() => expectNothing()));
    return;
  }
  describe(title, { timeout: 120_000 }, () => {
    let server: KubeApiServer | undefined;
    beforeAll(async () => {
      server = await startKubeApiserver(program.file);
    }, 240_000);
    afterAll(() => server?.stop(), 60_000);
    tests(() => {
      if (server === undefined) throw new Error("the API server has not been started yet");
      const running = server;
      return { server, ask: (method, path, body) => askApi(running, method, path, body) };
    });
  });
}

const expectNothing = (): never => {
  throw new Error("these tests are skipped");
};
