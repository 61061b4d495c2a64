import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { KubeClient } from "../../cluster/kube-client.ts";

/** What a fake server does with one request. */
export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A server that answers as it is told, for what a real one does seldom. */
export interface FakeApi {
  readonly client: KubeClient;
  /** `GET /api/v1/…`, in their order. */
  readonly asked: readonly string[];
  readonly end: () => Promise<void>;
}

/** @param answers one for each request; the last one goes on */
export async function fakeApi(...answers: readonly Answer[]): Promise<FakeApi> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answers[Math.min(asked.length, answers.length) - 1]?.(response, request);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { readonly port: number };
  return {
    client: new KubeClient({ server: `http://127.0.0.1:${port}`, login: async () => undefined }),
    asked,
    end: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

export const json =
  (value: unknown, code = 200, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) => {
    response.writeHead(code, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(value));
  };

export const refusal = (code: number, reason: string, message: string, headers?: Readonly<Record<string, string>>): Answer =>
  json({ kind: "Status", code, reason, message }, code, headers);

/** A connection that is lost before an answer. */
export const lost: Answer = (response) => void response.socket?.destroy();

/** The events of a watch, one a line. @param isCut whether the connection is lost behind them instead of being closed */
export const watch =
  (events: readonly { readonly type: string; readonly object: unknown }[], isCut = false): Answer =>
  (response) => {
    response.writeHead(200);
    for (const event of events) response.write(`${JSON.stringify(event)}\n`);
    if (isCut) setImmediate(() => response.socket?.destroy());
    else response.end();
  };
