import { extname } from "node:path";
import { problem } from "../compiler/diagnostics/problem.ts";
import { completeProfile } from "../compiler/profiles/complete-profile.ts";
import { defaultProfile, type FullProfile, profiles } from "../compiler/profiles/profiles.ts";
import type { Profile } from "../dsl/profile.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { importModule, requireFile, scriptEndings, startOf } from "./load-pipeline.ts";
import { ProblemError } from "./problem-error.ts";
import { UsageError } from "./usage-error.ts";

/**
 * The cluster that `--profile` names: one that Pipewright knows, or one that a file of the author's describes.
 * @throws UsageError for a name that nobody has, ProblemError for a file that is none or that can't be loaded
 */
export async function loadProfile(given: string | undefined): Promise<FullProfile> {
  if (given === undefined) return defaultProfile;
  if (Object.hasOwn(profiles, given)) return profiles[given]!;
  const known = Object.keys(profiles);
  if (!scriptEndings.includes(extname(given)))
    throw new UsageError(`--profile wants ${known.join(", ")} or a file, got "${given}".${didYouMean(given, known)}`);
  const file = requireFile(given);
  const profile = Object.values(await importModule(file)).find(isProfile);
  if (profile === undefined) throw new ProblemError([problem("no-profile", { file: given }, { at: startOf(file) })]);
  const full = completeProfile(profile);
  if (full !== undefined) return full;
  const words = {
    profile: profile.name,
    base: profile.base!,
    known: known.join(", "),
    suggestion: didYouMean(profile.base!, known),
  };
  throw new ProblemError([problem("profile-base-unknown", words, { at: startOf(file) })]);
}

const isProfile = (value: unknown): value is Profile =>
  typeof value === "object" && value !== null && (value as { readonly kind?: unknown }).kind === "profile";
