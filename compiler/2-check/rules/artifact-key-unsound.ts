import type { ArtifactLocation, Key } from "../../../dsl/options/artifact-location.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { optionSites } from "../options/option-sites.ts";
import { storedInputs } from "../options/stored-inputs.ts";

/** A key in a store leads somewhere: not from the root, not out of it, not to nothing. */
export const artifactKeyUnsound: Rule = (plan) =>
  [
    ...optionSites(plan).flatMap(({ owner, options, at }) =>
      Object.entries(options.outputs ?? {}).map(([name, { location }]) => ({ owner, name, location, at })),
    ),
    ...storedInputs(plan),
  ].flatMap(({ owner, name, location, at }) => {
    const key = location === undefined ? undefined : keyOf(location);
    if (key === undefined) return [];
    const text = typeof key === "string" ? key : key.map((part) => (typeof part === "string" ? part : "x")).join("");
    const isSound =
      text !== "" &&
      (location!.store === "hdfs" ? text.startsWith("/") : !text.startsWith("/")) &&
      !text.split("/").includes("..");
    return isSound ? [] : [problem("artifact-key-unsound", { owner, artifact: name, key: text }, { at })];
  });

function keyOf(location: ArtifactLocation): Key | undefined {
  if ("key" in location) return location.key;
  if (location.store === "azure") return location.blob;
  return location.store === "hdfs" ? location.path : undefined;
}
