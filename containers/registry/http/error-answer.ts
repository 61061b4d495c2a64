import { visibleText } from "../../../util/visible-text.ts";
import type { Answer } from "./exchange.ts";
import { readBody } from "./read-body.ts";

/** A refusal as the distribution API writes it. */
export interface ErrorAnswer {
  readonly status: number;
  /** The codes of its errors, such as `MANIFEST_UNKNOWN`. */
  readonly codes: readonly string[];
  /** For people, such as `404 (manifest unknown)`. */
  readonly words: string;
}

const mostBytes = 64 * 1024;
const mostWords = 300;

/** Reads a refusal; one that is no JSON has no codes. */
export async function errorAnswer({ status, body }: Answer): Promise<ErrorAnswer> {
  const text = await readBody(body, mostBytes).then(
    (bytes) => Buffer.from(bytes).toString(),
    () => "",
  );
  const errors = errorsOf(text);
  const said = errors
    .map(({ code, message, detail }) => [message === "" ? code : message, detail].filter(Boolean).join(": "))
    .join("; ");
  const shown = visibleText(said.replace(/\s+/g, " ")).slice(0, mostWords).trim();
  return { status, codes: errors.map(({ code }) => code), words: shown === "" ? String(status) : `${status} (${shown})` };
}

interface OneError {
  readonly code: string;
  readonly message: string;
  readonly detail: string;
}

/** `{ "errors": [{ code, message, detail }] }`, and `{ "details": "…" }` or `{ "message": "…" }` of token servers. */
function errorsOf(text: string): readonly OneError[] {
  const found = parsed(text);
  if (Array.isArray(found?.["errors"])) return found["errors"].filter(isRecord).map(oneError);
  const message = found?.["error_description"] ?? found?.["message"] ?? found?.["details"] ?? found?.["error"];
  return typeof message === "string" ? [{ code: "", message, detail: "" }] : [];
}

const oneError = ({ code, message, detail }: Readonly<Record<string, unknown>>): OneError => ({
  code: typeof code === "string" ? code : "",
  message: typeof message === "string" ? message : "",
  detail: typeof detail === "string" ? detail : "",
});

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
