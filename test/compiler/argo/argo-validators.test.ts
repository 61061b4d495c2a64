import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { kinds } from "../../../compiler/argo/validate/schemas.generated.ts";
import { isArgoKind } from "../../../compiler/argo/validate/validate-object.ts";
import { type CrdVerdict, describeWithGo, judge } from "../../helpers/argo-crd.ts";
import { type Difference, difference } from "./both-judges.ts";
import { mutate } from "./mutate.ts";
import { Random } from "./random.ts";
import { randomValue } from "./random-value.ts";

type Json = Record<string, unknown>;

const root = join(import.meta.dirname, "../../..");

/** Every Argo object of the manifests that a real controller has seen, of our samples and of our examples. */
const manifests: readonly { readonly file: string; readonly object: Json }[] = [
  "test/recorded",
  "test/compiler/samples",
  "examples",
]
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)))
  .filter((file) => file.endsWith(".yaml") && !file.includes("node_modules"))
  .sort()
  .flatMap((file) => objectsIn(readFileSync(join(root, file), "utf8")).map((object) => ({ file, object })));

function objectsIn(yaml: string): readonly Json[] {
  return parseAllDocuments(yaml, { version: "1.1", uniqueKeys: false, logLevel: "silent" }).flatMap((document) => {
    if (document.errors.length > 0) return [];
    const object = document.toJS() as Json | null;
    return typeof object?.["kind"] === "string" && isArgoKind(object["kind"]) ? [object] : [];
  });
}

interface Found extends Difference {
  /** JSON, which the real judge reads as YAML. */
  readonly text: string;
}

async function differences(texts: readonly string[]): Promise<readonly Found[]> {
  const verdicts: readonly CrdVerdict[] = await judge(texts.join("\n---\n"));
  expect(verdicts.length).toBe(texts.length);
  return texts
    .map((text, index) => ({ text, ...difference(JSON.parse(text), verdicts[index]!) }))
    .filter(({ missed, invented }) => missed.length + invented.length > 0);
}

/** JSON that YAML reads the same: YAML takes no control characters, and no escaped halves of a character. */
const jsonAsYaml = (object: Json): string =>
  JSON.stringify(object).replaceAll(
    /[\u007f-\ud7ff\ue000-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

const batches = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

async function expectNoDifference(objects: readonly Json[]): Promise<void> {
  const found: Found[] = [];
  for (const batch of batches(objects, 200)) found.push(...(await differences(batch.map(jsonAsYaml))));
  expect(found.slice(0, 5)).toEqual([]);
}

describeWithGo("our validators and Kubernetes' own find fault in the same places", () => {
  it("of every manifest that was recorded or that we make", async () => {
    expect(manifests.length).toBeGreaterThan(600);
    await expectNoDifference(manifests.map(({ object }) => object));
  });

  it("of these manifests with one place changed, or two", { timeout: 120_000 }, async () => {
    const random = new Random(Number(process.env["SEED"] ?? 1));
    await expectNoDifference(
      Array.from({ length: 4000 }, () => {
        const object = structuredClone(random.one(manifests).object);
        for (let changes = 1 + random.below(2); changes > 0; changes--) mutate(object, random);
        return object;
      }),
    );
  });

  it("of objects that hold any of the fields there are", { timeout: 120_000 }, async () => {
    const random = new Random(Number(process.env["SEED"] ?? 2));
    await expectNoDifference(
      Array.from({ length: 3000 }, (_, index) => {
        const kind = Object.keys(kinds)[index % Object.keys(kinds).length]!;
        const object = randomValue(kinds[kind]!.shape, random, 9) as Json;
        const metadata = { ...(random.chance(0.3) && (object["metadata"] as object | undefined)), name: "made" };
        Object.assign(object, { apiVersion: "argoproj.io/v1alpha1", kind, metadata });
        if (random.chance(0.5)) mutate(object, random);
        return object;
      }),
    );
  });
});
