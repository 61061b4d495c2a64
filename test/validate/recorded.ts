import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readYaml } from "../../compiler/lint/yaml/read-yaml.ts";
import type { TemplateOwner, TemplateSource } from "../../runner/validate/template-source.ts";
import type { LookAlike } from "./look-alikes.ts";

/** What a cluster said to one workflow. */
export interface Verdict {
  readonly refusedBy?: "api" | "controller";
  readonly phase?: string;
  readonly message?: string;
  /** The API server's words. */
  readonly error?: string;
  /** Of a CronWorkflow, which has no message. */
  readonly controllerLog?: readonly string[];
}

export interface ReadObject {
  readonly kind: string;
  readonly metadata?: { readonly name?: string };
  readonly spec: TemplateOwner["spec"];
}

export interface RecordedCase {
  readonly name: string;
  readonly text: string;
  readonly objects: readonly ReadObject[];
  readonly verdictOf: (name: string | undefined) => Verdict;
}

const root = join(import.meta.dirname, "../recorded");
const folders = ["refusals", "control-flow", "data-flow", "failures"] as const;

/** Every manifest of test/recorded with what was said to it. */
export function recordedCases(): readonly RecordedCase[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => recordedCase(join(root, folder, file))),
  );
}

function recordedCase(file: string): RecordedCase {
  const text = readFileSync(file, "utf8");
  const record = JSON.parse(readFileSync(file.replace(/\.yaml$/, ".json"), "utf8")) as Verdict & {
    readonly workflows?: Readonly<Record<string, Verdict>>;
  };
  return {
    name: basename(file, ".yaml"),
    text,
    objects: readObjects(text),
    verdictOf: (name) => record.workflows?.[name ?? ""] ?? record,
  };
}

/** The objects of a manifest as `kubectl` reads them. */
export function readObjects(text: string): readonly ReadObject[] {
  return readYaml({ file: "/manifest.yaml", text }).documents.map(({ value }) => value as unknown as ReadObject);
}

/** A spec as a whole manifest. */
export function manifestOf({ name, spec, metadata, besides }: LookAlike): string {
  const more = metadata === undefined ? "" : `, ${metadata}`;
  const workflow = `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: ${name}${more}}\nspec: ${spec}\n`;
  return besides === undefined ? workflow : `${besides}---\n${workflow}`;
}

/** The templates of the same manifest. */
export function templatesIn(objects: readonly ReadObject[]): TemplateSource {
  return { templateOf: (kind, name) => objects.find((object) => object.kind === kind && object.metadata?.name === name) };
}
