import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { writableAgain } from "../../../containers/registry/http/writable-again.ts";

/** What goes wrong with one request. */
export type Fault =
  /** Answered here; the registry never hears of it. */
  | {
      readonly type: "answer";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** The connection breaks after so many bytes of what is sent; the registry has got these. */
  | { readonly type: "break-request"; readonly after: number }
  /** The same before a proxy that hands on whole requests alone: the registry has got nothing. */
  | { readonly type: "lose-request"; readonly after: number }
  /** The connection breaks after so many bytes of the answer. */
  | { readonly type: "break-answer"; readonly after: number }
  /** The registry has done it, and nobody is told. */
  | { readonly type: "lose-answer" }
  /** An answer that ends in good order, and too early. */
  | { readonly type: "shorten-answer"; readonly after: number }
  /** Another byte at this place of the answer. */
  | { readonly type: "damage-answer"; readonly at: number }
  /** The request reaches the registry without this header. */
  | { readonly type: "strip-header"; readonly name: string };

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
}

export interface FaultProxy {
  readonly host: string;
  readonly seen: readonly SeenRequest[];
  /** Decides for each request; undefined lets it through. */
  faults: (request: SeenRequest) => Fault | undefined;
  readonly stop: () => Promise<void>;
}

/** Stands between a client and a registry on this machine, and does what bad lines and busy servers do. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const seen: SeenRequest[] = [];
  const server = createServer((from, to) => {
    const one = { method: from.method ?? "", path: from.url ?? "", headers: from.headers };
    seen.push(one);
    const { socket } = from;
    void pass(from, to, socket, target, proxy.faults(one)).catch(() => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxy: FaultProxy = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    faults: () => undefined,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}

async function pass(
  from: IncomingMessage,
  to: ServerResponse,
  socket: Socket,
  target: string,
  fault: Fault | undefined,
): Promise<void> {
  if (fault?.type === "answer") {
    from.resume();
    to.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
    to.end(fault.body ?? "");
    return;
  }
  if (fault?.type === "lose-request") {
    await readAtMost(from, fault.after);
    socket.destroy();
    return;
  }
  const headers = { ...from.headers };
  if (fault?.type === "strip-header") delete headers[fault.name];
  const passed = request(`http://${target}${from.url}`, { method: from.method, headers, agent: false });
  passed.on("error", () => socket.destroy());
  const answered = once(passed, "response") as Promise<[IncomingMessage]>;
  answered.catch(() => {});
  let sent = 0;
  for await (const chunk of from as AsyncIterable<Buffer>) {
    const part = fault?.type === "break-request" ? chunk.subarray(0, fault.after - sent) : chunk;
    sent += part.length;
    if (!passed.write(part)) await writableAgain(passed);
    if (fault?.type === "break-request" && sent >= fault.after) {
      // What was written is let through before the end.
      await new Promise((resolve) => passed.write("", resolve));
      passed.destroy();
      socket.destroy();
      return;
    }
  }
  passed.end();
  const [answer] = await answered;
  if (fault?.type === "lose-answer") {
    answer.resume();
    await once(answer, "end");
    socket.destroy();
    return;
  }
  await answerWith(answer, to, socket, fault);
}

async function answerWith(answer: IncomingMessage, to: ServerResponse, socket: Socket, fault: Fault | undefined): Promise<void> {
  const headers = { ...answer.headers };
  if (fault?.type === "shorten-answer") delete headers["content-length"];
  to.writeHead(answer.statusCode ?? 502, headers);
  let passed = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    const limit = fault?.type === "break-answer" || fault?.type === "shorten-answer" ? fault.after : Number.POSITIVE_INFINITY;
    const part = Buffer.from(chunk.subarray(0, Math.max(0, limit - passed)));
    if (fault?.type === "damage-answer" && fault.at >= passed && fault.at < passed + part.length) part[fault.at - passed]! ^= 1;
    passed += part.length;
    if (!to.write(part)) await writableAgain(to);
    if (passed >= limit) break;
  }
  if (fault?.type === "break-answer") {
    await new Promise((resolve) => to.write("", resolve));
    socket.destroy();
  } else to.end();
}

async function readAtMost(from: IncomingMessage, count: number): Promise<void> {
  let read = 0;
  for await (const chunk of from as AsyncIterable<Buffer>) {
    read += chunk.length;
    if (read >= count) return;
  }
}
