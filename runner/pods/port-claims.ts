import type { Container, Probe } from "../../compiler/argo/model.generated.ts";
import { connects } from "./connects.ts";
import type { Pod, PodOutcome } from "./pod.ts";
import { podContainers } from "./pod-containers.ts";

interface Claim {
  readonly node: string;
  readonly stop: AbortSignal;
  readonly ended: Promise<void>;
  /** The ports that it listens on, as its probe says; of others a manifest only says that it may. */
  readonly probed: ReadonlySet<number>;
  readonly ports: ReadonlySet<number>;
}

const inUse = /EADDRINUSE|address (?:is )?already in use|address in use/i;

const wayOut =
  "On a cluster each pod has an address of its own, here they share this machine's: give one of them another port, or run them with --executor container";

/**
 * Who listens where, of the pods that share the addresses of this machine. A daemon on a port that somebody has would fail in words of its own, or its
 * probe would be answered by the other one, and the steps that use it would speak to the wrong server.
 */
export class PortClaims {
  readonly #claims = new Set<Claim>();

  /** Runs a pod when its ports are free. One that is being stopped is waited for. */
  async run(pod: Pod, work: (pod: Pod) => Promise<PodOutcome>): Promise<PodOutcome> {
    const wanted = portsOf(pod);
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const claim: Claim = { node: pod.node, stop: pod.stop, ended, ...wanted };
    for (const port of wanted.probed) {
      const taken = await this.#taken(port, pod.stop);
      if (taken !== undefined) return { phase: "Error", message: `${taken}. ${wayOut}`, outputs: {} };
    }
    this.#claims.add(claim);
    let complaint: string | undefined;
    const onLine: Pod["events"]["onLine"] = (stream, line) => {
      if (inUse.test(line)) complaint ??= line;
      pod.events.onLine(stream, line);
    };
    try {
      const outcome = await work({ ...pod, events: { ...pod.events, onLine } });
      if (complaint === undefined || outcome.phase === "Succeeded" || pod.stop.aborted) return outcome;
      const why = this.#holderOf(complaint, claim);
      return why === undefined ? outcome : { ...outcome, message: `${outcome.message}: ${why}. ${wayOut}` };
    } finally {
      this.#claims.delete(claim);
      end();
    }
  }

  /** Claims that are added while this waits are seen, too: between the last look and the claim nothing else happens. */
  async #taken(port: number, stop: AbortSignal): Promise<string | undefined> {
    for (;;) {
      const known = [...this.#claims].filter(({ ports }) => ports.has(port));
      const leaving = known.find((one) => one.stop.aborted);
      const holder = known.find((one) => !one.stop.aborted && one.probed.has(port));
      if (holder !== undefined) return heldBy(port, holder);
      if (leaving === undefined) {
        const isOpen = await connects("127.0.0.1", port, 1);
        const now = [...this.#claims].filter((one) => !one.stop.aborted && one.ports.has(port));
        const other = now.find(({ probed }) => probed.has(port)) ?? (isOpen ? now[0] : undefined);
        if (other !== undefined) return heldBy(port, other);
        return isOpen ? `port ${port} is taken: another program of this machine listens there` : undefined;
      }
      if (stop.aborted) return undefined;
      await Promise.race([leaving.ended, new Promise((resolve) => stop.addEventListener("abort", resolve, { once: true }))]);
    }
  }

  /** Who has the port of which a program complains; its log says more where that is nobody of ours. */
  #holderOf(complaint: string, own: Claim): string | undefined {
    const named = complaint.match(/\d+/g)?.map(Number) ?? [];
    for (const port of [...named, ...own.ports]) {
      const holder = [...this.#claims].find((one) => one !== own && one.ports.has(port));
      if (holder !== undefined) return heldBy(port, holder);
    }
    return undefined;
  }
}

const heldBy = (port: number, { node }: Claim): string => `port ${port} is taken: step "${node}" listens there`;

/** Only a daemon's probe is looked at; ports of all containers are known, if they say so. */
function portsOf({ template }: Pod): Pick<Claim, "probed" | "ports"> {
  const mains = podContainers(template);
  const probed = new Set(
    template.daemon === true
      ? mains.filter(({ role }) => role === "main").flatMap(({ spec }) => probedPort(spec.readinessProbe, spec) ?? [])
      : [],
  );
  const declared = mains.flatMap(({ spec }) => (spec.ports ?? []).map(({ containerPort }) => containerPort));
  return { probed, ports: new Set([...probed, ...declared]) };
}

/** The container's own port, by number or by name; undefined when it asks another host, or something else. */
function probedPort(probe: Probe | undefined, spec: Container): number | undefined {
  const asked = probe?.tcpSocket ?? probe?.httpGet;
  return asked === undefined || asked.host ? undefined : portNumber(asked.port, spec);
}

/** A port of a probe: a number, or the name of one of the container's. */
export function portNumber(port: string | number, { ports = [] }: Pick<Container, "ports">): number | undefined {
  const number = Number(ports.find(({ name }) => name === port)?.containerPort ?? port);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
