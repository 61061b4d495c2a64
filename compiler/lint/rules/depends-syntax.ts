import { expressionWords } from "../../argo/expression-words.ts";
import { textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { ExpressionError } from "../../expression/expression-error.ts";
import { parseExpression } from "../../expression/parse-expression.ts";
import type { LintRule } from "../rule.ts";

const plain = /^\s*!?[A-Za-z][\w-]*(\.[A-Z]\w+)?(\s*(&&|\|\|)\s*!?[A-Za-z][\w-]*(\.[A-Z]\w+)?)*\s*$/;

/** The condition under which a task runs can be worked out. */
export const dependsSyntax: LintRule = (subject) =>
  [...subject.tasks()].flatMap(({ template, task }) => {
    const order = subject.scopes.order(template);
    const depends = order.depends(task);
    if (typeof depends === "string" || depends.logic === "" || depends.names.some((name) => expressionWords.has(name))) return [];
    // A wrong name is another law's.
    if (depends.names.some((name) => order.task(name) === undefined)) return [];
    const isDigitFirst = depends.names.some((name) => /^\d/.test(name));
    if (isDigitFirst && template.tasks.some(({ body }) => textOf(body["depends"]))) return [];
    // Nearly all are names joined by operators.
    if (plain.test(textOf(task.body["depends"]) ?? "x") && !isDigitFirst) return [];
    try {
      parseExpression(depends.logic.replaceAll("-", "_"));
      return [];
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const field = textOf(task.body["depends"]) === undefined ? "dependencies" : "depends";
      const digit = depends.names.find((name) => /^\d/.test(name));
      const what = digit === undefined ? error.reason : `"${digit}" begins with a digit, so it is read as a number`;
      return [
        problem(
          "depends-syntax",
          { task: task.label.replace(/^./, (first) => first.toLowerCase()), what },
          { at: subject.at([...task.path, field]) },
        ),
      ];
    }
  });
