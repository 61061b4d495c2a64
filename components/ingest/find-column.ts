import { InputError } from "../../dsl/run-context.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import type { ExamplesColumn } from "../formats/examples-folder.ts";

/**
 * The column of that name.
 *
 * @param where the parameter that names it, for the message
 * @throws InputError `column-unknown`
 */
export function findColumn(columns: readonly ExamplesColumn[], name: string, where: string): ExamplesColumn {
  const found = columns.find((column) => column.name === name);
  if (found !== undefined) return found;
  const names = columns.map((column) => column.name);
  throw new InputError(
    "column-unknown",
    `${where} names the column "${name}", which the source does not have.${didYouMean(name, names)}`,
    `Its columns are ${names
      .slice(0, 30)
      .map((known) => `"${known}"`)
      .join(", ")}${names.length > 30 ? ", …" : ""}.`,
  );
}
