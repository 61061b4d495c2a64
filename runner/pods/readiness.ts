import type { Container } from "../../compiler/argo/model.generated.ts";
import { httpRequest } from "../artifacts/sources/http-request.ts";
import { connects } from "./connects.ts";
import type { RunningContainer } from "./place.ts";
import { portNumber } from "./port-claims.ts";

const defaults = { periodSeconds: 10, timeoutSeconds: 1 };

/**
 * Waits until a container is ready, as its readiness probe says; at once when it has none.
 * @returns false when it ended before
 */
export async function becomesReady(
  running: RunningContainer,
  spec: Pick<Container, "readinessProbe" | "ports">,
): Promise<boolean> {
  const { readinessProbe: probe } = spec;
  let hasEnded = false;
  void running.ended.then(() => {
    hasEnded = true;
  });
  const wait = (seconds: number) => Promise.race([running.ended, new Promise((resolve) => setTimeout(resolve, seconds * 1000))]);
  await wait(probe?.initialDelaySeconds ?? 0);
  const wanted = probe === undefined ? 0 : (probe.successThreshold ?? 1);
  for (let successes = 0; !hasEnded; ) {
    if (probe !== undefined) successes = (await isReady(running, probe, spec)) ? successes + 1 : 0;
    if (successes >= wanted && !hasEnded) return true;
    await wait(probe?.periodSeconds ?? defaults.periodSeconds);
  }
  return false;
}

async function isReady(
  running: RunningContainer,
  probe: NonNullable<Container["readinessProbe"]>,
  spec: Pick<Container, "ports">,
): Promise<boolean> {
  const { exec, httpGet, tcpSocket, timeoutSeconds = defaults.timeoutSeconds } = probe;
  try {
    if (exec !== undefined) return (await running.exec(exec.command ?? [], timeoutSeconds)) === 0;
    if (tcpSocket !== undefined)
      return await connects(tcpSocket.host ?? (await running.ip()), portNumber(tcpSocket.port, spec) ?? 0, timeoutSeconds);
    if (httpGet === undefined) return true;
    const { scheme = "HTTP", host, port, path = "/", httpHeaders = [] } = httpGet;
    const url = `${scheme.toLowerCase()}://${host ?? (await running.ip())}:${portNumber(port, spec)}/${path.replace(/^\//, "")}`;
    const headers = Object.fromEntries(httpHeaders.map(({ name, value }) => [name, value]));
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    const { statusCode = 0 } = (await httpRequest({ method: "GET", url, headers, signal })).resume();
    return statusCode >= 200 && statusCode < 400;
  } catch {
    return false;
  }
}
