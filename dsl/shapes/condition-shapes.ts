import type { ResponseCondition } from "../foreign/response.ts";
import type { FieldTerm, ResponseTerm } from "../foreign/work.ts";
import { objectOneOf } from "./object-shape.ts";
import { anything, choice, isObject, lazy, list, misfitsOf, number, oneOf, type Shape, text } from "./shape.ts";
import { numbers, texts } from "./value-shapes.ts";

const fieldWords = 'a condition such as field("status.phase").eq("Succeeded")';
const fieldTerm: Shape = objectOneOf<"operator", FieldTerm>(fieldWords, "operator", {
  eq: { field: text, value: text },
  ne: { field: text, value: text },
  gt: { field: text, value: number },
  lt: { field: text, value: number },
  in: { field: text, values: texts },
  "not-in": { field: text, values: texts },
  exists: { field: text },
  absent: { field: text },
});

/** When an object of the cluster has ended. */
export const fieldTerms: Shape = oneOf(fieldTerm, list(fieldTerm, "a list of them"));

const answerWords = "a condition such as answer.status.eq(200)";
const term: Shape = lazy(answerWords, () => responseTerm);
const terms = { terms: list(term, "a list of conditions") };
const responseTerm: Shape = objectOneOf<"kind", ResponseTerm>(answerWords, "kind", {
  and: terms,
  or: terms,
  not: { term },
  status: { operator: choice("eq", "ne", "lt", "le", "gt", "ge"), code: number },
  "status-in": { codes: numbers },
  "body-contains": { text },
  "body-is": { path: texts, value: anything },
  "header-is": { header: text, value: text },
});

/** What `success` of a request gives back. */
export const responseCondition: Shape = Object.freeze({
  words: [answerWords],
  takes: (value: unknown) => isObject(value) && "term" in value,
  inside: (value: unknown, path: string) => misfitsOf((value as ResponseCondition).term, responseTerm, path),
});
