import { templateTags } from "../../argo/laws/template-tags.ts";
import { textOf } from "../../argo/yaml/json.ts";
import { WhenError } from "../../expression/when/when-error.ts";
import { evaluateWhen } from "../../expression/when.ts";
import { portsOf } from "../manifest/ports.ts";
import type { Subject } from "../subject.ts";

/** What is wrong with a condition, as far as its text shows it. */
export function whenProblem(subject: Subject, when: string): string | undefined {
  const { tags, unclosed } = templateTags(when);
  if (unclosed !== undefined || when.trim() === "") return undefined;
  let isKnown = true;
  let text = "";
  let from = 0;
  for (const { start, text: tag, kind, inner } of tags) {
    const value = kind === "simple" ? constant(subject, inner) : undefined;
    isKnown &&= value !== undefined;
    // A word stands for what is not known: it may stand where any value may.
    text += when.slice(from, start) + (value ?? "x");
    from = start + tag.length;
  }
  return failure(text + when.slice(from), isKnown);
}

/** The value of a parameter of the workflow that is written down. */
function constant({ object }: Subject, name: string): string | undefined {
  const [, parameter] = /^workflow\.parameters\.([\w-]+)$/.exec(name) ?? [];
  if (parameter === undefined || object.kind !== "Workflow") return undefined;
  const given = portsOf(object.spec["arguments"], []).parameters.find((port) => port.name === parameter)?.body["value"];
  const text = textOf(given);
  return text?.includes("{{") === true ? undefined : text;
}

function failure(text: string, isKnown: boolean): string | undefined {
  try {
    evaluateWhen(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof WhenError)) throw error;
    const [, reason = error.message] = /^(?:Invalid|Failed to \w+) 'when' express?ion '.*?': (.*)$/s.exec(error.message) ?? [];
    const isGrammar = error.message.startsWith("Invalid 'when'");
    return isKnown || isGrammar ? inWords(reason.replace(/ \(hint: .*\)$/, "")) : undefined;
  }
}

/** What govaluate says, in words about the text; its own where there is nothing better. */
function inWords(reason: string): string {
  const [, before, after] = /^Cannot transition token types from \w+ \[(.*)\] to \w+ \[(.*)\]$/.exec(reason) ?? [];
  if (before !== undefined && after !== undefined)
    return `"${before}" is followed by "${after}"`.replace('"<nil>" is followed', "it begins");
  const [, value, operator] = /^Value '(.*)' cannot be used with the modifier '(.*)', it is not a number$/.exec(reason) ?? [];
  if (value !== undefined) return operator === "-" ? `- subtracts, and "${value}" is no number` : `"${value}" is no number`;
  return reason === "Unexpected end of expression" ? "it ends too early" : reason;
}
