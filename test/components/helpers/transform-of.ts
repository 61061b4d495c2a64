import { rm } from "node:fs/promises";
import { afterAll } from "vitest";
import { transform } from "../../../components/transform/spec.ts";
import { runComponent } from "../../../testing/run-component.ts";
import { type ExamplesOfTest, examplesFromRows } from "./examples-from-rows.ts";

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** Rows as an Examples folder that is gone after the test file. */
export async function examplesOf(given: ExamplesOfTest): Promise<string> {
  const folder = await examplesFromRows(given);
  folders.push(folder);
  return folder;
}

type Run = NonNullable<Parameters<typeof runComponent<NonNullable<typeof transform.spec.params>, {}, {}>>[1]>;
export type TransformParams = NonNullable<Run["params"]>;

/** Runs `transform` as its container does; the label is the column "y" unless another is named. */
export async function transformOf(folder: string, params: TransformParams) {
  return await runComponent(transform, { params: { label: "y", ...params }, inputs: { examples: folder } });
}

/** A few rows with a column of every kind, and with every kind of missing value. */
export const smallRows: ExamplesOfTest = {
  columns: {
    fare: "number",
    pay: "text",
    n: "integer",
    when: "timestamp",
    toll: "boolean",
    empty: "number",
    same: "number",
    y: "boolean",
  },
  splits: {
    train: [
      [1, "Cash", 1, "2024-01-01 00:00:00", true, null, 4, true],
      [null, "Card", 2, "2024-01-02 00:00:00", false, null, 4, false],
      [9, null, 2, "2024-01-03 00:00:00", null, null, 4, false],
      [Number.NaN, "Cash", null, null, true, null, 4, true],
    ],
    eval: [[Number.POSITIVE_INFINITY, "Barter", 7, "2024-01-04 12:00:00", true, 3, 5, false]],
  },
};
