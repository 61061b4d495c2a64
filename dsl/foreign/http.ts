import { type Callable, type Contract, defineStep, type Outputs, type Params } from "../component.ts";
import { type Duration, durationSeconds } from "../duration.ts";
import type { Json } from "../nodes/ref-node.ts";
import type { SecretKey } from "../options/secret.ts";
import { httpShape } from "../shapes/spec-shapes.ts";
import { freezeJson } from "./freeze-json.ts";
import { isArtifactType } from "./output-places.ts";
import { type Response, type ResponseCondition, response } from "./response.ts";
import { filledSpec, fillMembers } from "./sound-spec.ts";
import { type Built, build, type StepParts, stepParts } from "./step-parts.ts";
import type { OutputPlaces } from "./work.ts";

/** What an http step is made of. */
export interface HttpSpec<P extends Params, O extends Outputs> extends Omit<Contract<P, {}, O>, "inputs"> {
  /** The method (default `GET`). */
  readonly method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The whole URL; parameters stand in it as `.text` or `.word`. */
  readonly url: Built<string, P, {}, O>;
  /** Headers by name: text, or `secret(...)` for what must not stand in a manifest. */
  readonly headers?: Built<Readonly<Record<string, string | SecretKey>>, P, {}, O>;
  /** Text, sent as it is; or data, sent as JSON, in which a whole text may be the `.json` of a parameter and then is its value. */
  readonly body?: Built<Json, P, {}, O>;
  /** How long to wait for the answer (default 30 s). */
  readonly timeout?: Duration | string;
  /** Whether certificates go unchecked (default false). */
  readonly insecureSkipVerify?: boolean;
  /** Which answers are good (default: a status from 200 to 299). */
  readonly success?: (answer: Response) => ResponseCondition;
}

/**
 * A request, made by Argo's own agent: no pod, no image. An output, one at most, is the answer's body, read by its schema.
 *
 * ```ts
 * const start = http({
 *   name: "start",
 *   method: "POST",
 *   url: ({ params }) => `https://jobs.example/v1/${params.queue.word}/start`,
 *   headers: { Authorization: secret("jobs", "token") },
 *   params: { queue: z.string(), rows: z.int() },
 *   body: ({ params }) => ({ rows: params.rows.json }),
 *   success: (answer) => answer.status.eq(202),
 *   outputs: { job: z.object({ id: z.string() }) },
 * });
 * ```
 *
 * Becomes an http template. The run's service account needs the rights of Argo's agent: docs/foreign-steps.md.
 */
export function http<const P extends Params = {}, const O extends Outputs = {}>(given: HttpSpec<P, O>): Callable<P, {}, O> {
  const spec = filledSpec(given, { word: http, shape: httpShape, fill: fillRequest });
  const parts = stepParts(spec as Contract<P, {}, O>) as StepParts<P, {}, O>;
  const { method = "GET", url, headers = {}, body, timeout, insecureSkipVerify = false, success } = spec;
  const work = {
    kind: "http" as const,
    method,
    url: build(url, parts),
    headers: Object.freeze({ ...build(headers, parts) }),
    ...(body !== undefined && { body: freezeJson(build(body, parts)) }),
    // what is no length of time stays, as a number that the check refuses
    ...(timeout !== undefined && { timeoutSeconds: durationSeconds(timeout) ?? Number.NaN }),
    insecureSkipVerify,
    ...(success && { success: (success as unknown as ResponseCondition).term }),
    places: bodyPlaces(spec.outputs),
  };
  return defineStep(spec as Contract<P, {}, O>, Object.freeze(work), http);
}

function bodyPlaces(outputs: Outputs = {}): OutputPlaces {
  const values = Object.entries(outputs).filter(([, type]) => !isArtifactType(type));
  return Object.freeze(
    Object.fromEntries(values.map(([name]) => [name, { from: { kind: "stdout" as const }, as: "value" as const }])),
  );
}

/** Its condition is made from the answer, and everything else from the parts of the step. */
function fillRequest<P extends Params, O extends Outputs>(spec: HttpSpec<P, O>, parts: object): HttpSpec<P, O> {
  const filled = fillMembers<HttpSpec<P, O>>("url", "headers", "body")(spec, parts);
  return typeof spec.success === "function" ? { ...filled, success: spec.success(response) as never } : filled;
}
