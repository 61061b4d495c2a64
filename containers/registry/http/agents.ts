import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { isLoopback } from "./is-loopback.ts";

/** The connections of one session: kept between requests, through the proxy that the environment names. */
export interface Agents {
  readonly forUrl: (url: URL) => HttpAgent;
  readonly close: () => void;
}

/** Connections that are kept and not used hold no process back. */
export function createAgents(): Agents {
  const proxied = { keepAlive: true, proxyEnv: process.env };
  const http = new HttpAgent(proxied);
  const https = new HttpsAgent(proxied);
  // This machine is reached without a proxy, as everywhere.
  const nearHttp = new HttpAgent({ keepAlive: true });
  const nearHttps = new HttpsAgent({ keepAlive: true });
  return {
    forUrl: ({ protocol, hostname }) => {
      const isNear = isLoopback(hostname);
      return protocol === "https:" ? (isNear ? nearHttps : https) : isNear ? nearHttp : http;
    },
    close: () => {
      for (const agent of [http, https, nearHttp, nearHttps]) agent.destroy();
    },
  };
}
