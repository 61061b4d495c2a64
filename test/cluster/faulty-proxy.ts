import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { request } from "node:https";
import { join } from "node:path";
import type { KubeApiServer } from "../helpers/kube-apiserver.ts";

/** What comes between: true when it has answered itself, else the API server does. */
export type Fault = (response: ServerResponse, request: IncomingMessage) => boolean;

export interface FaultyProxy {
  readonly kubeconfig: string;
  /** `PATCH /apis/…`, in their order. */
  readonly asked: readonly string[];
  readonly end: () => Promise<void>;
}

/** Stands between a client and the real API server, and lets faults happen. */
export async function faultyProxy(server: KubeApiServer, fault: Fault): Promise<FaultyProxy> {
  const asked: string[] = [];
  const ca = readFileSync(server.ca);
  const proxy = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    if (fault(response, incoming)) {
      incoming.resume();
      return;
    }
    const { method = "GET", headers } = incoming;
    const forwarded = request(`${server.url}${incoming.url}`, { method, headers, ca, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.once("error", () => response.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  const { port } = proxy.address() as { readonly port: number };
  const kubeconfig = join(server.folder, `kubeconfig-${port}`);
  const config = {
    "current-context": "proxied",
    clusters: [{ name: "c", cluster: { server: `http://127.0.0.1:${port}`, "insecure-skip-tls-verify": true } }],
    users: [{ name: "u", user: { token: "admin-token" } }],
    contexts: [{ name: "proxied", context: { cluster: "c", user: "u", namespace: "default" } }],
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  return {
    kubeconfig,
    asked,
    end: () => {
      proxy.closeAllConnections();
      return new Promise((done) => proxy.close(() => done()));
    },
  };
}

/** A refusal as an API server writes it. */
export function refuse(response: ServerResponse, code: number, reason: string, message: string, retryAfter?: string): true {
  response.writeHead(code, {
    "content-type": "application/json",
    ...(retryAfter !== undefined && { "retry-after": retryAfter }),
  });
  response.end(JSON.stringify({ kind: "Status", apiVersion: "v1", status: "Failure", code, reason, message }));
  return true;
}
