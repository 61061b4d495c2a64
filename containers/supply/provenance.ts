import { stableJson } from "../../util/stable-json.ts";
import type { RecipeParts } from "../images/recipe.ts";

/** Where the source of a project comes from, by its version control. */
export interface SourceRevision {
  /** `https://github.com/me/taxi`; undefined when nothing says so. */
  readonly uri: string | undefined;
  /** The commit. */
  readonly commit: string;
  /** Whether files differ from that commit. */
  readonly changed: boolean;
}

/** What is told of how an image was made. */
export interface BuildFacts {
  /** `ghcr.io/me/taxi/train` */
  readonly image: string;
  readonly digest: string;
  readonly component: string;
  readonly variant: string;
  readonly pipeline: string;
  readonly platforms: readonly { readonly platform: string; readonly digest: string }[];
  readonly recipe: RecipeParts;
  readonly base: { readonly from: string; readonly digest: string };
  /** The lock file that packages come from; undefined for an image without any. */
  readonly packagesLock: { readonly name: string; readonly sha256: string } | undefined;
  readonly source: SourceRevision | undefined;
  readonly pipewright: string;
  readonly node: string;
}

export const provenanceType = "https://slsa.dev/provenance/v1";

/** How images are built is described there. */
const buildType = "https://pipewright.dev/component-image/v1";

/**
 * How an image was made, as a statement of in-toto with SLSA's predicate, version 1: from which commit, upon which base, with which lock file. It has no time, so
 * that the same build says the same; the image itself knows nothing of commits and stays what it is.
 */
export function provenanceText(facts: BuildFacts): string {
  const { image, digest, component, variant, pipeline, platforms, recipe, pipewright, node } = facts;
  return stableJson({
    _type: "https://in-toto.io/Statement/v1",
    subject: [
      { name: image, digest: sha256(digest) },
      ...platforms.map((one) => ({ name: `${image} (${one.platform})`, digest: sha256(one.digest) })),
    ],
    predicateType: provenanceType,
    predicate: {
      buildDefinition: {
        buildType,
        externalParameters: { component, pipeline, platforms: platforms.map(({ platform }) => platform), variant },
        internalParameters: { recipe },
        resolvedDependencies: dependencies(facts),
      },
      runDetails: { builder: { id: "https://pipewright.dev/builder/local/v1", version: { node, pipewright } } },
    },
  });
}

function dependencies({ base, packagesLock, source }: BuildFacts): readonly object[] {
  return [
    { name: "base", uri: base.from.startsWith("oci:") ? base.from : `docker://${base.from}`, digest: sha256(base.digest) },
    ...(packagesLock === undefined ? [] : [{ name: packagesLock.name, digest: { sha256: packagesLock.sha256 } }]),
    ...(source === undefined ? [] : [sourceDependency(source)]),
  ];
}

const sourceDependency = ({ uri, commit, changed }: SourceRevision): object => ({
  name: "source",
  ...(uri !== undefined && { uri: `git+${uri}@${commit}` }),
  digest: { gitCommit: commit },
  annotations: { "dev.pipewright.changed": changed },
});

const sha256 = (digest: string): object => ({ sha256: digest.slice("sha256:".length) });
