import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { KubeConfig } from "@kubernetes/client-node/dist/config.js";
import { didYouMean } from "../util/did-you-mean.ts";
import { ClusterError } from "./cluster-error.ts";

/** Which cluster, as a person says it. */
export interface ClusterOptions {
  /** A context of the kubeconfig; the current one when it does not say. */
  readonly context?: string;
  /** Else the context's, else `default`. */
  readonly namespace?: string;
  /** Else the files of `KUBECONFIG`, else `~/.kube/config`. */
  readonly kubeconfig?: string;
}

/** A kubeconfig in which one context is chosen. */
export interface ChosenContext {
  readonly config: KubeConfig;
  readonly context: string;
  readonly server: string;
  readonly namespace: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the kubeconfig as kubectl does, and chooses a context of it.
 * @throws ClusterError `kubeconfig-missing`, `kubeconfig-unreadable`, `context-unknown`
 */
export async function readKubeconfig(options: ClusterOptions, env: Env = process.env): Promise<ChosenContext> {
  const files = kubeconfigFiles(options, env);
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) throw missing(files, options, env);
  const config = await load(there);
  const names = config.getContexts().map(({ name }) => name);
  const context = options.context ?? config.getCurrentContext() ?? "";
  if (context === "" || !names.includes(context)) throw unknown(context, names, there);
  config.setCurrentContext(context);
  const chosen = config.getContextObject(context);
  const server = config.getCurrentCluster()?.server;
  if (chosen === null || server === undefined || !URL.canParse(server))
    throw unreadable(there, `its context "${context}" names the cluster "${chosen?.cluster ?? ""}", which is not in it`);
  return { config, context, server, namespace: options.namespace ?? chosen.namespace ?? "default" };
}

function kubeconfigFiles({ kubeconfig }: ClusterOptions, env: Env): readonly string[] {
  if (kubeconfig !== undefined) return [kubeconfig];
  const named = (env["KUBECONFIG"] ?? "").split(delimiter).filter((file) => file !== "");
  return named.length > 0 ? named : [join(env["HOME"] ?? homedir(), ".kube", "config")];
}

/** The first file that says something wins, as for kubectl. */
async function load(files: readonly string[]): Promise<KubeConfig> {
  const { KubeConfig } = await import("@kubernetes/client-node/dist/config.js");
  const [first, ...others] = files.map((file) => {
    const one = new KubeConfig();
    try {
      one.loadFromFile(file);
    } catch (error) {
      throw unreadable([file], (error as Error).message.split("\n")[0] ?? "");
    }
    return one;
  });
  for (const other of others) merge(first!, other);
  return first!;
}

function merge(into: KubeConfig, other: KubeConfig): void {
  const lacks = (known: readonly { readonly name: string }[], name: string) => !known.some((one) => one.name === name);
  into.clusters = [...into.clusters, ...other.clusters.filter(({ name }) => lacks(into.clusters, name))];
  into.users = [...into.users, ...other.users.filter(({ name }) => lacks(into.users, name))];
  into.contexts = [...into.contexts, ...other.contexts.filter(({ name }) => lacks(into.contexts, name))];
  if (!into.currentContext) into.currentContext = other.currentContext;
}

function missing(files: readonly string[], { kubeconfig }: ClusterOptions, env: Env): ClusterError {
  const whose = kubeconfig !== undefined ? "--kubeconfig" : env["KUBECONFIG"] ? "KUBECONFIG" : "kubectl's own place";
  return new ClusterError(
    "kubeconfig-missing",
    `There is no kubeconfig: ${files.join(", ")} (${whose}) ${files.length === 1 ? "is" : "are"} not there.`,
    "Say where it is: --kubeconfig FILE, or KUBECONFIG in the environment.",
  );
}

const unreadable = (files: readonly string[], why: string): ClusterError =>
  new ClusterError(
    "kubeconfig-unreadable",
    `The kubeconfig ${files.join(", ")} can't be used: ${why}.`,
    "kubectl config view shows what kubectl makes of it.",
  );

function unknown(context: string, names: readonly string[], files: readonly string[]): ClusterError {
  const known = names.length === 0 ? "It has no context." : `It has ${names.map((name) => `"${name}"`).join(", ")}.`;
  return new ClusterError(
    "context-unknown",
    context === ""
      ? `The kubeconfig ${files.join(", ")} has no current context.`
      : `The kubeconfig ${files.join(", ")} has no context "${context}".${didYouMean(context, names)}`,
    `${known} Choose one: --context NAME.`,
  );
}
