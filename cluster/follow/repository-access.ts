import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Artifact, S3Artifact, SecretKeySelector } from "../../compiler/argo/model.generated.ts";
import { ArtifactError } from "../../runner/artifacts/artifact-error.ts";
import { placeOf } from "../../runner/artifacts/artifact-place.ts";
import type { ArtifactContext } from "../../runner/artifacts/artifact-sources.ts";
import { defaultBounds } from "../../runner/artifacts/bounds.ts";
import { loadArtifact } from "../../runner/artifacts/load-artifact.ts";
import { LocalStore } from "../../runner/artifacts/local-store.ts";
import { ApiError } from "../api-error.ts";
import type { OpenCluster } from "../open-cluster.ts";
import { pathOf } from "../resource-kinds.ts";
import { FollowError } from "./follow-error.ts";
import { fieldsOf, saneWorkflow } from "./sane-workflow.ts";
import { secretKind } from "./workflow-kind.ts";

export interface RepositoryOptions {
  readonly cluster: Pick<OpenCluster, "client" | "namespace">;
  /** The Workflow as the cluster has it. */
  readonly workflow: unknown;
  /** Where the repository is seen from here, when that is another place than for pods. */
  readonly endpoint?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/**
 * Brings an artifact of a run on a cluster to a path that does not exist yet, unpacked: from the artifact repository that the run used, by the
 * keys of its Secret where the person may read it, else by those of the environment.
 *
 * @throws FollowError `cluster-artifact-unreachable`
 */
export async function fetchArtifact(artifact: Artifact, to: string, options: RepositoryOptions): Promise<void> {
  const { endpoint, env, signal } = options;
  const found = inRepository(artifact, options.workflow);
  const { s3 } = found;
  const there = placeOf(found);
  if (there.kind === "local")
    throw unreachable(artifact, "the Workflow does not say in which artifact repository it lies", `Its key there: ${there.key}`);
  const temp = await mkdtemp(join(tmpdir(), "pipewright-fetch-"));
  try {
    const secrets = s3 === undefined ? new Map<string, string>() : await secretsOf(s3, options.cluster);
    const context: ArtifactContext = {
      store: new LocalStore(join(temp, "store")),
      bounds: defaultBounds,
      env,
      temp,
      signal,
      secret: ({ name = "", key }) => secrets.get(`${name}/${key}`) ?? "",
    };
    await loadArtifact(reachable(found, endpoint, secrets), to, context, false);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ApiError) throw error;
    const { message, code } = error as NodeJS.ErrnoException;
    if (!(error instanceof ArtifactError) && code === undefined) throw error;
    const where = s3?.endpoint === undefined ? "" : ` at ${endpoint ?? s3.endpoint}`;
    throw unreachable(
      artifact,
      `it can't be fetched${where}: ${message}`,
      "An endpoint inside the cluster is seen from here through kubectl port-forward: --endpoint localhost:9000.",
    );
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

const unreachable = ({ name }: Artifact, why: string, help: string): FollowError =>
  new FollowError("cluster-artifact-unreachable", `Artifact "${name}": ${why}.`, help);

/** An artifact that names a key alone, with what the run's repository adds to it. */
function inRepository(artifact: Artifact, workflow: unknown): Artifact {
  const { status = {} } = saneWorkflow(workflow);
  const repository = fieldsOf(fieldsOf(status["artifactRepositoryRef"])["artifactRepository"]);
  const { keyFormat: _, ...s3 } = fieldsOf(repository["s3"]);
  if (artifact.s3 === undefined || Object.keys(s3).length === 0) return artifact;
  return { ...artifact, s3: { ...(s3 as S3Artifact), ...artifact.s3 } };
}

/** By keys of the environment where those of the Secret can't be had. */
function reachable(artifact: Artifact, endpoint: string | undefined, secrets: ReadonlyMap<string, string>): Artifact {
  if (artifact.s3 === undefined) return artifact;
  const { accessKeySecret, secretKeySecret, sessionTokenSecret, ...s3 } = artifact.s3;
  const isKnown = accessKeySecret !== undefined && secrets.has(idOf(accessKeySecret));
  return {
    ...artifact,
    s3: {
      ...s3,
      ...(endpoint !== undefined && {
        endpoint: endpoint.replace(/^https?:\/\//, ""),
        insecure: !endpoint.startsWith("https://"),
      }),
      ...(isKnown && secretKeySecret !== undefined && { accessKeySecret, secretKeySecret }),
      ...(isKnown && sessionTokenSecret !== undefined && { sessionTokenSecret }),
    },
  };
}

const idOf = ({ name = "", key }: SecretKeySelector): string => `${name}/${key}`;

/** The values of the Secrets that a place refers to, as far as the person may read them. */
async function secretsOf(
  { accessKeySecret, secretKeySecret, sessionTokenSecret }: S3Artifact,
  { client, namespace }: RepositoryOptions["cluster"],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [accessKeySecret, secretKeySecret, sessionTokenSecret].filter((one) => one !== undefined);
  const values = new Map<string, string>();
  for (const name of new Set(wanted.map((one) => one.name ?? ""))) {
    try {
      const { data = {} } = await client.ask<{ readonly data?: Readonly<Record<string, string>> }>({
        method: "GET",
        path: pathOf(secretKind, namespace, name),
      });
      for (const [key, value] of Object.entries(data))
        values.set(`${name}/${key}`, Buffer.from(value, "base64").toString("utf8"));
    } catch (error) {
      if (!(error instanceof ApiError) || (error.code !== 403 && error.code !== 404)) throw error;
    }
  }
  return values;
}
