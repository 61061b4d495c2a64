import type { LintRule } from "../rule.ts";
import { artifactFromNoArtifact } from "../rules/artifact-from-no-artifact.ts";
import { artifactFromTwoWays } from "../rules/artifact-from-two-ways.ts";
import { artifactPathClimbs } from "../rules/artifact-path-climbs.ts";
import { artifactPathDoubledSlash } from "../rules/artifact-path-doubled-slash.ts";
import { artifactPathWithoutContainer } from "../rules/artifact-path-without-container.ts";
import { artifactPlaceTaken } from "../rules/artifact-place-taken.ts";
import { artifactWithoutPath } from "../rules/artifact-without-path.ts";
import { bareOctalMode } from "../rules/bare-octal-mode.ts";
import { outputOfTwoSources } from "../rules/output-of-two-sources.ts";
import { outputSourceWrong } from "../rules/output-source-wrong.ts";
import { outputWithoutSource } from "../rules/output-without-source.ts";
import { portNameWrong } from "../rules/port-name-wrong.ts";
import { suspendOutputNotSupplied } from "../rules/suspend-output-not-supplied.ts";

/** Parameters and artifacts in a manifest: the laws of `messages/lint-data.md`, by code. */
export const dataRules: readonly LintRule[] = [
  artifactFromNoArtifact,
  artifactFromTwoWays,
  artifactPathClimbs,
  artifactPathDoubledSlash,
  artifactPathWithoutContainer,
  artifactPlaceTaken,
  artifactWithoutPath,
  bareOctalMode,
  outputOfTwoSources,
  outputSourceWrong,
  outputWithoutSource,
  portNameWrong,
  suspendOutputNotSupplied,
];
