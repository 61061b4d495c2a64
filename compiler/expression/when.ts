import { GoPanic } from "./go/go-panic.ts";
import { evaluateStage, show } from "./when/evaluate.ts";
import { compilePatterns, plan } from "./when/plan.ts";
import { checkSyntax } from "./when/syntax.ts";
import type { Token } from "./when/token.ts";
import { tokenize } from "./when/tokenize.ts";
import { WhenError } from "./when/when-error.ts";

/**
 * What `when` says after its tags have been replaced: does the step run? The text is govaluate's language as the controller uses it:
 * bare words and quoted text, numbers, quoted dates, `== != < <= > >= =~ !~ in`, `&& || !`, arithmetic, `? :`.
 *
 * @param text the text of `when`, with every tag replaced
 * @returns true when the step runs; an empty text means run
 * @throws WhenError with the controller's words when the text is no condition
 * @example evaluateWhen("main == main && 5 > 3") // => true
 */
export function evaluateWhen(text: string): boolean {
  if (text === "") return true;
  if (text === "true" || text === "false") return text === "true";
  const tokens = attempt(
    () => readCondition(text),
    (problem) => `Invalid 'when' expression '${text}': ${problem}${problem.includes("Invalid token") ? HINT : ""}`,
  );
  const words = tokens.map((token): Token => (token.kind === "VARIABLE" ? { kind: "STRING", value: token.value } : token));
  const stage = attempt(
    () => {
      checkSyntax(words);
      return plan(compilePatterns(words));
    },
    (problem) => `Failed to parse 'when' expression '${text}': ${problem}`,
  );
  const value = attempt(
    () => (stage === undefined ? null : evaluateStage(stage)),
    (problem) => `Failed to evaluate 'when' expresion '${text}': ${problem}`,
  );
  if (typeof value !== "boolean") throw new WhenError(`Expected boolean evaluation for '${text}'. Got ${show(value)}`);
  return value;
}

const HINT = ' (hint: try wrapping the affected expression in quotes ("))';

function readCondition(text: string): readonly Token[] {
  const tokens = tokenize(text);
  checkSyntax(tokens);
  return compilePatterns(tokens);
}

function attempt<T>(work: () => T, describe: (problem: string) => string): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof WhenError || error instanceof GoPanic) throw new WhenError(describe(error.message), { cause: error });
    throw error;
  }
}
