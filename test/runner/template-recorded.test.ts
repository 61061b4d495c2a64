import { expect, it } from "vitest";
import { replaceTags } from "../../runner/template/replace-tags.ts";
import { createScope } from "../../runner/template/scope.ts";
import recorded from "./template-recorded.json" with { type: "json" };

interface Recorded {
  /** The workflow that a controller 4.1.2 ran, in the recordings that the design was made from. */
  readonly case: string;
  readonly values: Readonly<Record<string, string>>;
  readonly value: string;
  readonly result?: string;
  readonly error?: string;
}

it.each(recorded as readonly Recorded[])("$case: $value", ({ values, value, result, error }) => {
  const scope = createScope(values);
  // As the controller does: when a template starts, then when its steps do.
  const replace = () =>
    replaceTags(replaceTags({ value }, scope, { strict: "none" }), scope, { strict: ["steps", "tasks"] }).value;

  if (error === undefined) expect(replace()).toBe(result);
  else expect(replace).toThrow(error);
});
