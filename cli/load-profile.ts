import { basename, extname } from "node:path";
import { problem } from "../compiler/diagnostics/problem.ts";
import { completeProfile } from "../compiler/profiles/complete-profile.ts";
import { defaultProfile, type FullProfile, profiles } from "../compiler/profiles/profiles.ts";
import type { Profile } from "../dsl/profile.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { importModule, requireFile, scriptEndings, startOf } from "./load-pipeline.ts";
import { ProblemError } from "./problem-error.ts";
import { misfitText, type ProjectSettings, placeOfWord, projectSettings } from "./project-settings.ts";
import { UsageError } from "./usage-error.ts";

/**
 * The cluster that `--profile` names, or else the project's settings: one that Pipewright knows, one of the settings' own, or one that a
 * file of the author's describes.
 *
 * @param path the pipeline's, by which the settings are found
 * @throws UsageError for a name that nobody has, ProblemError for a file that is none or that can't be loaded
 */
export async function loadProfile(given: string | undefined, path: string): Promise<FullProfile> {
  const settings = await projectSettings(path);
  const chosen = given ?? settings.profile;
  if (chosen === undefined) return defaultProfile;
  if (typeof chosen !== "string") return completed(chosen, settings.file!);
  const own = settings.profiles?.find(({ name }) => name === chosen);
  if (own !== undefined) return completed(own, settings.file!);
  if (Object.hasOwn(profiles, chosen)) return profiles[chosen]!;
  if (given === undefined) throw new ProblemError([unknownSetting(chosen, settings)]);
  const known = namesOf(settings);
  if (!scriptEndings.includes(extname(chosen)))
    throw new UsageError(`--profile wants ${known.join(", ")} or a file, got "${chosen}".${didYouMean(chosen, known)}`);
  const file = requireFile(chosen);
  const profile = Object.values(await importModule(file)).find(isProfile);
  if (profile === undefined) throw new ProblemError([problem("no-profile", { file: chosen }, { at: startOf(file) })]);
  return completed(profile, file);
}

const namesOf = ({ profiles: own = [] }: ProjectSettings): readonly string[] => [
  ...Object.keys(profiles),
  ...own.map(({ name }) => name),
];

function unknownSetting(name: string, settings: ProjectSettings) {
  const known = namesOf(settings);
  const reason = `there is no profile "${name}".${didYouMean(name, known)} There are ${known.join(", ")}.`;
  return problem("config-unsound", { file: basename(settings.file!), reason }, { at: placeOfWord(settings.file!, name) });
}

/** Shapes are loaded only for who has a profile of their own. */
async function completed(profile: Profile, file: string): Promise<FullProfile> {
  const { profileShape } = await import("../dsl/shapes/profile-shape.ts");
  const { misfitsOf } = await import("../dsl/shapes/shape.ts");
  const misfits = misfitsOf(profile, profileShape, "");
  if (misfits.length > 0) {
    const problems = misfits.map((misfit) => {
      const words = { profile: String(profile.name), reason: misfitText(misfit) };
      return problem("profile-unsound", words, { at: placeOfWord(file, misfit.path) });
    });
    throw new ProblemError(problems);
  }
  const full = completeProfile(profile);
  if (full !== undefined) return full;
  const known = Object.keys(profiles);
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
