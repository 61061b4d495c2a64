import { readFile } from "node:fs/promises";
import { z } from "zod";
import { InputError } from "../../dsl/run-context.ts";

/**
 * Reads a JSON file and checks it against a zod schema.
 *
 * @param what the file in words for messages, with its article: "a statistics file"
 * @throws InputError `file-not-readable`, `json-broken` or `wrong-format`, each naming the file and what was expected
 * @example
 * const schema = await readJsonFile(path, schemaFile, "a schema file");
 */
export async function readJsonFile<S extends z.ZodType>(path: string, schema: S, what: string): Promise<z.output<S>> {
  return parseJson(await readTextFile(path, what), schema, path, what);
}

async function readTextFile(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason =
      code === "ENOENT"
        ? "there is no such file"
        : code === "EISDIR"
          ? "this is a folder"
          : code === "EACCES"
            ? "it may not be read"
            : String(code);
    throw new InputError(
      "file-not-readable",
      `Expected ${what} at "${path}", but ${reason}.`,
      "Check the path and its permissions.",
    );
  }
}

function parseJson<S extends z.ZodType>(text: string, schema: S, path: string, what: string): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch (error) {
    throw new InputError(
      "json-broken",
      `"${path}" should be ${what}, but is no JSON: ${(error as Error).message}.`,
      "Mend the JSON at that place.",
    );
  }
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  throw new InputError(
    "wrong-format",
    `"${path}" is not ${what}:\n${z.prettifyError(checked.error)}`,
    "Mend the fields named above.",
  );
}
