import type { Template } from "../../compiler/argo/model.generated.ts";
import type { Invocation, InvocationSpec, Progress } from "./invocation.ts";
import type { TemplateSource } from "./submission.ts";

/** What a template does when it is called: once, whatever its retryStrategy says. */
export interface Body {
  readonly advance: () => Progress;
}

/** A call whose template is at hand, with its tags replaced. */
export interface BodySpec extends InvocationSpec {
  readonly template: Template;
  readonly source: TemplateSource;
  readonly retried?: boolean;
}

/** Makes the body of a call. */
export type MakeBody = (unit: Invocation, spec: BodySpec) => Body;
