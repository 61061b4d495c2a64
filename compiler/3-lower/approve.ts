import type { z } from "zod";
import type { ApproveWork } from "../../dsl/work.ts";
import type { Parameter } from "../argo/model.generated.ts";
import { outputShape } from "../foreign/value-shape.ts";
import { answerTexts } from "../waits/answer-texts.ts";
import { readExpression } from "./foreign/read-output.ts";
import type { LowerWork } from "./lower-work.ts";
import { callOptions } from "./options/template-options.ts";
import { expressionOutput } from "./results.ts";
import { suspendFor } from "./suspend.ts";
import { memberOf } from "./term.ts";

/** The task of the DAG that waits. */
const answer = "answer";

/** The parameter of an approval that says what it is about, in wire form: people see it in quotes. */
const message = "message";

/**
 * An approval as a suspend template whose outputs are supplied by a person. They are plain text, which must not reach anybody as it is: a
 * DAG around it turns what was typed into wire form.
 */
export const lowerApprove: LowerWork<ApproveWork> = (task, { timeout }, _keys, { templates }) => {
  const { name, outputs = {} } = task.component.spec;
  const answers = Object.entries(outputs) as readonly (readonly [string, z.ZodType])[];
  const about = { name: message };
  if (answers.length === 0) {
    return templates.add(name, { ...callOptions(task.options), inputs: { parameters: [about] }, ...suspendFor(timeout) });
  }
  // names of the author's have no hyphen
  const asked = `approval-${message}`;
  const template = templates.add(`${name}-${answer}`, {
    inputs: { parameters: [{ name: asked }, ...answers.flatMap(([one, schema]) => answerInput(one, schema))] },
    outputs: { parameters: answers.map(([one]) => ({ name: one, valueFrom: { supplied: {} } })) },
    ...suspendFor(timeout),
  });
  const value = `{{inputs.parameters.${message}}}`;
  return templates.add(name, {
    ...callOptions(task.options),
    inputs: { parameters: [about] },
    outputs: {
      parameters: answers.map(([one, schema]) =>
        expressionOutput(
          one,
          readExpression(memberOf(["tasks", answer, "outputs", "parameters", one]), "value", outputShape(schema)),
        ),
      ),
    },
    dag: { tasks: [{ name: answer, template, arguments: { parameters: [{ name: asked, value }] } }] },
  });
};

/** What Argo's UI offers, and what holds when the time is over. An input without a default would want an argument. */
function answerInput(name: string, schema: z.ZodType): readonly Parameter[] {
  const { defaultText, choices, description } = answerTexts(schema);
  if (defaultText === undefined) return [];
  return [{ name, ...(description !== undefined && { description }), default: defaultText, ...(choices && { enum: choices }) }];
}
