import { expect, it } from "vitest";
import { isError } from "../../compiler/diagnostics/diagnostic.ts";
import { lint } from "../../compiler/lint/lint.ts";
import { validateSubmission } from "../../runner/validate/validate-submission.ts";
import { randomFrom } from "../helpers/random-from.ts";
import { changed } from "./changed-manifest.ts";
import { lookAlikes } from "./look-alikes.ts";
import { manifestOf, type ReadObject, readObjects, recordedCases, templatesIn } from "./recorded.ts";

/** What is refused here and is no error to the check, with the reason. */
const exceptions: readonly (readonly [words: RegExp, reason: string])[] = [
  [
    /argoproj\.io "[^"]*" not found$|template reference \S+ not found$/,
    "whether the WorkflowTemplate is on the cluster, only a cluster knows",
  ],
  [/template name '.*\{\{.*' undefined$/, "the check leaves a name with a tag in it to whoever fills it in"],
  [/containers\[\d+\]\.name: '|\[\d+\]\.name: '[^']*\{\{/, "the check has no law for the names of a containerSet's containers"],
  [/\.globalName: /, "the check leaves a global output's name with a tag in it to the run"],
  [/in `manifestFrom` refer to a non-exist artifact$/, "the check has no law for the artifact that a resource is read from"],
];

interface Disagreement {
  readonly refused: string;
  readonly manifest: string;
}

function disagreement(objects: readonly ReadObject[]): Disagreement | undefined {
  const workflow = objects.find(({ kind }) => kind === "Workflow" || kind === "CronWorkflow");
  const refused = workflow && validateSubmission(templatesIn(objects), workflow);
  if (refused === undefined || exceptions.some(([words]) => words.test(refused))) return undefined;
  const text = objects.map((object) => JSON.stringify(object)).join("\n---\n");
  return lint([{ file: "/manifest.yaml", text }]).diagnostics.some(isError) ? undefined : { refused, manifest: text };
}

const recorded = recordedCases().map(({ objects }) => objects);

/** The check does not follow a template's name that comes as a value, and lets an inline template name what is its own. */
const isFollowed = (objects: readonly ReadObject[]) => !/"template":"\{\{|"inline":/.test(JSON.stringify(objects));

it("the check calls an error whatever a submission is refused for", () => {
  const all = [...recorded, ...lookAlikes.filter(({ byValue }) => !byValue).map((one) => readObjects(manifestOf(one)))];
  expect(all.flatMap((objects) => disagreement(objects) ?? [])).toEqual([]);
});

it("of the recorded manifests with one place changed too", () => {
  const followed = recorded.filter(isFollowed);
  const random = randomFrom(Number(process.env["SEED"] ?? 1));
  const found = Array.from({ length: 1200 }, () => disagreement(changed(followed, random))).filter((one) => one !== undefined);
  expect(found.slice(0, 5)).toEqual([]);
});
