import { marksIn, splitMarks } from "../../../dsl/foreign/marked-text.ts";
import type { HttpWork, ResponseTerm } from "../../../dsl/foreign/work.ts";
import type { Json } from "../../../dsl/nodes/ref-node.ts";
import { constantExpression, member } from "../expression.ts";
import type { LowerWork } from "../lower-work.ts";
import { lowerRetry } from "../options/retry.ts";
import { callOptions } from "../options/template-options.ts";
import { foreignTemplate } from "./foreign-template.ts";
import { renderText } from "./render-text.ts";

/** No environment variable carries a request, so nothing expands dollars. */
const asItIs = (text: string): string => text;

/** A request as an http template. */
export const lowerHttp: LowerWork<HttpWork> = (task, work, keys, lowering) => {
  const { method, url, headers, body, timeoutSeconds, insecureSkipVerify, success, places } = work;
  const lowered = Object.entries(headers).map(([name, value]) =>
    typeof value === "string"
      ? { name, value: renderText(value, asItIs) }
      : { name, valueFrom: { secretKeyRef: { name: value.name, key: value.key } } },
  );
  return foreignTemplate(task, keys, lowering, {
    inner: {
      ...callOptions(task.options),
      ...lowerRetry(task.options.retry, false),
      http: {
        method,
        url: renderText(url, asItIs),
        ...(lowered.length > 0 && { headers: lowered }),
        ...(body !== undefined && { body: bodyText(body) }),
        ...(timeoutSeconds !== undefined && { timeoutSeconds }),
        ...(insecureSkipVerify && { insecureSkipVerify }),
        ...(success && { successCondition: responseExpression(success) }),
      },
    },
    places,
    artifacts: [],
  });
};

/** Text as it is; everything else as JSON, in which the JSON of a parameter stands for itself. */
function bodyText(body: Json): string {
  return typeof body === "string" ? renderText(body, asItIs) : jsonText(body);
}

function jsonText(value: Json): string {
  if (typeof value === "string") {
    const [only, ...more] = splitMarks(value);
    if (typeof only === "object" && only.form === "json" && more.length === 0) return renderText(value);
    // what is put in are harmless words, so that only the author's own part needs JSON's escapes
    return marksIn(value).length === 0
      ? JSON.stringify(value)
      : `"${renderText(value, (text) => JSON.stringify(text).slice(1, -1))}"`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  // a blank keeps braces apart: two in a row would begin or end a tag
  if (isList(value)) return `[${value.map(jsonText).join(",")}]`;
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${jsonText(item)}`)
    .join(",")} }`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const comparisons = { eq: "==", ne: "!=", lt: "<", le: "<=", gt: ">", ge: ">=" } as const;

/** A condition on the answer as an expression of Argo's agent. */
export function responseExpression(term: ResponseTerm): string {
  switch (term.kind) {
    case "and":
    case "or":
      return term.terms.map((inner) => `(${responseExpression(inner)})`).join(term.kind === "and" ? " && " : " || ");
    case "not":
      return `!(${responseExpression(term.term)})`;
    case "status":
      return `response.statusCode ${comparisons[term.operator]} ${term.code}`;
    case "status-in":
      return `response.statusCode in [${term.codes.join(", ")}]`;
    case "body-contains":
      return `response.body contains ${constantExpression(term.text)}`;
    case "body-is": {
      const value = term.path.reduce((of, key) => `${of}?.[${constantExpression(key)}]`, "fromJSON(response.body)");
      return `${value} == ${constantExpression(term.value)}`;
    }
    case "header-is":
      return `${constantExpression(term.value)} in ${member("response.headers", canonicalHeader(term.header))}`;
  }
}

/** Header names as Go keeps them: `x-retry` is `X-Retry`. */
const canonicalHeader = (name: string): string => name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
