import type { Json } from "../nodes/ref-node.ts";
import type { ResponseTerm } from "./work.ts";

/** A condition on the answer to a request. */
export interface ResponseCondition {
  readonly term: ResponseTerm;
  and(other: ResponseCondition): ResponseCondition;
  or(other: ResponseCondition): ResponseCondition;
  not(): ResponseCondition;
}

/** The number that an answer begins with. */
export interface StatusCode {
  eq(code: number): ResponseCondition;
  ne(code: number): ResponseCondition;
  lt(code: number): ResponseCondition;
  le(code: number): ResponseCondition;
  gt(code: number): ResponseCondition;
  ge(code: number): ResponseCondition;
  in(codes: readonly number[]): ResponseCondition;
}

/** The text of an answer, or a value in it when it is JSON. */
export interface ResponseBody {
  contains(text: string): ResponseCondition;
  /** A value of a JSON answer: `response.body.field("job", "state")`. */
  field(...path: readonly string[]): { eq(value: string | number | boolean | null): ResponseCondition };
}

/** The answer to a request, as `success` of an `http` step is given it. */
export interface Response {
  readonly status: StatusCode;
  readonly body: ResponseBody;
  header(name: string): { eq(value: string): ResponseCondition };
}

const condition = (term: ResponseTerm): ResponseCondition =>
  Object.freeze({
    term: Object.freeze(term),
    and: (other: ResponseCondition) => condition({ kind: "and", terms: [term, other.term] }),
    or: (other: ResponseCondition) => condition({ kind: "or", terms: [term, other.term] }),
    not: () => condition({ kind: "not", term }),
  });

const byStatus = (operator: "eq" | "ne" | "lt" | "le" | "gt" | "ge") => (code: number) =>
  condition({ kind: "status", operator, code });

/** @internal What builds the condition of an `http` step. */
export const response: Response = Object.freeze({
  status: Object.freeze({
    eq: byStatus("eq"),
    ne: byStatus("ne"),
    lt: byStatus("lt"),
    le: byStatus("le"),
    gt: byStatus("gt"),
    ge: byStatus("ge"),
    in: (codes: readonly number[]) => condition({ kind: "status-in", codes: Object.freeze([...codes]) }),
  }),
  body: Object.freeze({
    contains: (text: string) => condition({ kind: "body-contains", text }),
    field: (...path: readonly string[]) => ({
      eq: (value: Json) => condition({ kind: "body-is", path: Object.freeze([...path]), value }),
    }),
  }),
  header: (name: string) => ({ eq: (value: string) => condition({ kind: "header-is", header: name, value }) }),
});
