import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Mark } from "../../../dsl/foreign/marked-text.ts";
import { inputPath } from "../../../dsl/foreign/step-parts.ts";
import type { OutputPlace, OutputPlaces } from "../../../dsl/foreign/work.ts";
import { stableJson } from "../../../util/stable-json.ts";
import { encodeWire } from "../../../util/wire-form.ts";
import type { Artifact, DAGTask, Inputs, Parameter, Template } from "../../argo/model.generated.ts";
import { outputShape, paramShape } from "../../foreign/value-shape.ts";
import { workMarks } from "../../foreign/work-texts.ts";
import { isCached } from "../../plan/is-cached.ts";
import type { PlanTask } from "../../plan/plan.ts";
import { keyParameter } from "../component-template.ts";
import { digestInput } from "../digest-names.ts";
import { member } from "../expression.ts";
import type { Lowering } from "../lowering.ts";
import { lowerCache } from "../options/cache.ts";
import { tag } from "../term.ts";
import { encodedName, encodeExpression, fileArtifact, paramFilePath } from "./encode-param.ts";
import { readExpression } from "./read-output.ts";

/** The task of the inner template in the DAG around it. */
const run = "run";

/** The call of a template that is installed already, and what the DAG around it has. */
export interface InstalledCall {
  readonly call: Pick<DAGTask, "templateRef" | "arguments">;
  readonly around: Partial<Template>;
}

/** What a kind of foreign work says of itself. */
export interface ForeignLowering {
  /** The template that works: its inputs come from here, its outputs are its own. Or a template that is installed already. */
  readonly inner: Omit<Template, "name" | "inputs"> | InstalledCall;
  /** The values that it leaves as text. */
  readonly places: OutputPlaces;
  /** Names of the artifacts that it leaves. */
  readonly artifacts: readonly string[];
}

/**
 * The template of a foreign step, by name. Values reach it in wire form, which a foreign program need not know, and leave it as plain
 * text, which must not reach anybody as it is. So a DAG of one task stands around the work: its arguments turn wire form into the forms
 * that the author chose, and its outputs turn text into wire form. Where there is nothing to turn, the work stands alone.
 */
export function foreignTemplate(
  task: PlanTask,
  keys: readonly string[],
  lowering: Lowering,
  { inner, places, artifacts }: ForeignLowering,
): string {
  const { name } = task.component.spec;
  const params = paramInputs(task, keys);
  const marks = workMarks(task.component.work);
  const turned = marks.filter((mark) => encodedName(mark) !== mark.param);
  const files = marks.filter(({ form }) => form === "file");
  const inputs = Object.keys(task.component.spec.inputs ?? {});
  const cached = memoized(task, params, inner, lowering);
  const values = Object.entries(places);
  if (!isCall(inner) && turned.length === 0 && values.length === 0) {
    return lowering.templates.add(name, { ...templateInputs(params, inputs, files, true), ...cached, ...inner });
  }
  const { annotations, ...atWork } = isCall(inner) ? inner.around : inner;
  const needed = params.filter(({ name: param }) => isRead(task, param, keys)).map(nameOnly);
  const work: DAGTask = isCall(inner)
    ? { name: run, ...inner.call }
    : {
        name: run,
        template: lowering.templates.add(`${name}-${run}`, {
          ...templateInputs([...needed, ...turned.map((mark) => ({ name: encodedName(mark) }))], inputs, files, true),
          ...(atWork as Omit<Template, "name">),
        }),
        ...taskArguments(
          [
            ...needed.map((parameter) => ({ name: parameter.name, value: `{{inputs.parameters.${parameter.name}}}` })),
            ...turned.map((mark) => ({ name: encodedName(mark), value: tag(encodeExpression(mark, shapeOf(task, mark))) })),
          ],
          inputs.map((input) => ({ name: input, from: `{{inputs.artifacts.${input}}}` })),
        ),
      };
  const parameters = values.map(([output, place]) => readValue(task, output, place));
  const left = artifacts.map((output): Artifact => ({ name: output, from: `{{tasks.${run}.outputs.artifacts.${output}}}` }));
  return lowering.templates.add(name, {
    ...(isCall(inner) && atWork),
    ...(annotations && { annotations }),
    ...templateInputs(params, inputs, [], false),
    ...cached,
    ...((parameters.length > 0 || left.length > 0) && {
      outputs: { ...(parameters.length > 0 && { parameters }), ...(left.length > 0 && { artifacts: left }) },
    }),
    dag: { tasks: [work] },
  });
}

const isCall = (inner: ForeignLowering["inner"]): inner is InstalledCall => "call" in inner;

/** One value that the work left as text, as an output in wire form. */
function readValue({ component }: PlanTask, output: string, { from, as }: OutputPlace): Parameter {
  const outputs = `tasks.${run}.outputs`;
  const text =
    from.kind === "stdout"
      ? `${outputs}.result`
      : member(`${outputs}.parameters`, from.kind === "parameter" ? from.name : output);
  const schema = component.spec.outputs![output] as z.ZodType;
  return { name: output, valueFrom: { expression: readExpression(text, as, outputShape(schema)) } };
}

/** Whether the work itself reads a parameter in its wire form: what a template by hand reads, nobody knows. */
function isRead({ component }: PlanTask, param: string, keys: readonly string[]): boolean {
  if (component.work.kind === "raw" || keys.some((output) => keyParameter(output) === param)) return true;
  return workMarks(component.work).some((mark) => mark.param === param && encodedName(mark) === param);
}

const nameOnly = ({ name }: Parameter): Parameter => ({ name });

/** The cache of a program: known by the whole template that starts it, and by all that it is given. */
function memoized(
  task: PlanTask,
  params: readonly Parameter[],
  inner: ForeignLowering["inner"],
  { workflow }: Lowering,
): Pick<Template, "memoize"> {
  if (!isCached(task)) return {};
  const image = createHash("sha256").update(stableJson(inner)).digest("hex").slice(0, 16);
  const identity = { pipeline: workflow.pipeline, component: task.component.spec.name, image };
  return lowerCache(task.options, { ...identity, inputs: params.map(({ name }) => name) });
}

/** One input per parameter; what no call says has the default of its schema. */
function paramInputs(task: PlanTask, keys: readonly string[]): readonly Parameter[] {
  const params = Object.entries(task.component.spec.params ?? {}).map(([name, schema]): Parameter => {
    const absent = schema.safeParse(undefined);
    return { name, ...(absent.success && { default: encodeWire(absent.data ?? null) }) };
  });
  const digests = isCached(task)
    ? Object.keys(task.component.spec.inputs ?? {}).map((input) => ({ name: digestInput(input) }))
    : [];
  return [...params, ...digests, ...keys.map((output) => ({ name: keyParameter(output) }))];
}

function shapeOf(task: PlanTask, { param }: Mark) {
  return paramShape(task.component.spec.params![param]!);
}

function templateInputs(
  parameters: readonly Parameter[],
  inputs: readonly string[],
  files: readonly Mark[],
  atWork: boolean,
): { readonly inputs?: Inputs } {
  const artifacts: Artifact[] = [
    ...inputs.map((name) => ({ name, ...(atWork && { path: inputPath(name) }) })),
    ...files.map(({ param }) => ({
      name: fileArtifact(param),
      path: paramFilePath(param),
      raw: { data: `{{inputs.parameters.${param}}}` },
    })),
  ];
  if (parameters.length === 0 && artifacts.length === 0) return {};
  return { inputs: { ...(parameters.length > 0 && { parameters }), ...(artifacts.length > 0 && { artifacts }) } };
}

function taskArguments(parameters: readonly Parameter[], artifacts: readonly Artifact[]): Pick<DAGTask, "arguments"> {
  if (parameters.length === 0 && artifacts.length === 0) return {};
  return { arguments: { ...(parameters.length > 0 && { parameters }), ...(artifacts.length > 0 && { artifacts }) } };
}
