import type { PlanTask } from "../compiler/plan/plan.ts";
import type { AnyComponent } from "../dsl/component.ts";
import { isArtifactType } from "../dsl/foreign/output-places.ts";
import { type Caller, placeText, type TestError, testError } from "./test-error.ts";

/** Says that a step was to begin that nobody plays, at the author's line, and how to play it. */
export function missingFake(
  { component, at }: PlanTask,
  step: string,
  components: readonly AnyComponent[],
  isPlayed: (component: AnyComponent) => boolean,
  caller: Caller,
): TestError {
  const { name } = component.spec;
  const where = placeText(at);
  const others = components.filter((one) => one !== component && !isPlayed(one)).map(({ spec }) => `"${spec.name}"`);
  const canBeReal = component.work.kind === "function";
  const lines = [
    `"${step}"${where === "" ? "" : ` (${where})`} begins, and the test has no fake for "${name}".`,
    `Add one to its fakes: ${exampleOf(component)}${canBeReal ? `; or let the component run for real: real: [${wordOf(name)}]` : ""}.`,
    ...(others.length > 0 ? [`Without a fake there are also ${[...new Set(others)].join(", ")}.`] : []),
  ];
  return testError(lines.join("\n"), caller, { name: step, at });
}

/** `fake(train, ({ examples, epochs }) => ({ auc: … }))` */
function exampleOf({ spec }: AnyComponent): string {
  const given = [...Object.keys(spec.params ?? {}), ...Object.keys(spec.inputs ?? {})];
  const values = Object.entries(spec.outputs ?? {}).flatMap(([output, type]) => (isArtifactType(type) ? [] : [`${output}: …`]));
  return `fake(${wordOf(spec.name)}, (${given.length === 0 ? "" : `{ ${given.join(", ")} }`}) => ({${values.length === 0 ? "" : ` ${values.join(", ")} `}}))`;
}

/** A name as an author would write it in a program. */
const wordOf = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
