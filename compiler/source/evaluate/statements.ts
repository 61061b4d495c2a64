import { ts } from "ts-morph";
import { Scope } from "../scope.ts";
import { plain, unknown, type Value } from "../value.ts";
import { alternatives } from "./alternatives.ts";
import { declare, itemAt } from "./bindings.ts";
import { noteDropped, noteUnread } from "./conditions.ts";
import type { Evaluation } from "./evaluation.ts";
import { functionValue, noteFunction } from "./functions.ts";
import { guarded, test } from "./tests.ts";

/** Follows statements, one after the other. @returns whether what comes after them can be reached */
export function followStatements(evaluation: Evaluation, nodes: readonly ts.Statement[], scope: Scope): boolean {
  hoist(evaluation, nodes, scope);
  for (const [index, node] of nodes.entries()) {
    if (followStatement(evaluation, node, scope)) continue;
    followUnreachable(evaluation, node, nodes.slice(index + 1), scope);
    return false;
  }
  return true;
}

/** Functions are there from the start of their block; other names too, but without a value. */
function hoist(evaluation: Evaluation, nodes: readonly ts.Statement[], scope: Scope): void {
  for (const node of nodes) {
    if (ts.isFunctionDeclaration(node) && node.name !== undefined && node.body !== undefined) {
      const value = functionValue(node, scope);
      noteFunction(evaluation, value);
      declare(node.name, value, scope);
    }
    if (ts.isVariableStatement(node))
      for (const { name } of node.declarationList.declarations) if (ts.isIdentifier(name)) declare(name, unknown, scope);
  }
}

/** What stands after a `return`: tasks in it are never made. */
function followUnreachable(evaluation: Evaluation, end: ts.Statement, rest: readonly ts.Statement[], scope: Scope): void {
  if (rest.length === 0 || ts.isThrowStatement(end)) return; // a throw is heard
  const why = `stands after ${endWords(end)}, where nothing runs`;
  evaluation.doomed({ kind: "never", why, node: end, module: scope.module }, () => {
    for (const node of rest) if (!ts.isFunctionDeclaration(node)) followStatement(evaluation, node, scope);
  });
}

function endWords(end: ts.Statement): string {
  if (ts.isReturnStatement(end)) return "a return";
  return ts.isBreakOrContinueStatement(end) ? "the end of a round" : "what always ends";
}

function followStatement(evaluation: Evaluation, node: ts.Statement, scope: Scope): boolean {
  if (ts.isExpressionStatement(node)) {
    evaluation.value(node.expression, scope);
    noteDropped(evaluation, node.expression, scope);
    return true;
  }
  if (ts.isVariableStatement(node)) return followDeclarations(evaluation, node.declarationList, scope);
  if (ts.isReturnStatement(node)) {
    const value = node.expression === undefined ? plain : evaluation.value(node.expression, scope);
    evaluation.state.calls.at(-1)?.returns.push(value);
    return false;
  }
  if (ts.isThrowStatement(node)) {
    evaluation.release(evaluation.value(node.expression, scope));
    return false;
  }
  if (ts.isBreakOrContinueStatement(node)) return false;
  if (ts.isBlock(node)) return evaluation.statements(node.statements, new Scope(scope, scope.module, scope.owner));
  if (ts.isIfStatement(node)) return followIf(evaluation, node, scope);
  if (ts.isIterationStatement(node, false)) return followLoop(evaluation, node, scope);
  if (ts.isSwitchStatement(node)) return followSwitch(evaluation, node, scope);
  if (ts.isTryStatement(node)) return followTry(evaluation, node, scope);
  if (ts.isLabeledStatement(node)) {
    followStatement(evaluation, node.statement, scope);
    return true;
  }
  if (ts.isExportAssignment(node)) evaluation.value(node.expression, scope);
  return true;
}

function followDeclarations(evaluation: Evaluation, list: ts.VariableDeclarationList, scope: Scope): true {
  for (const declaration of list.declarations) {
    const { initializer } = declaration;
    evaluation.bind(declaration.name, initializer === undefined ? plain : evaluation.value(initializer, scope), scope);
    noteUnread(evaluation, declaration, scope);
  }
  return true;
}

function followIf(evaluation: Evaluation, node: ts.IfStatement, scope: Scope): boolean {
  const deciding = test(evaluation, node.expression, node, scope);
  const inner = () => new Scope(scope, scope.module, scope.owner);
  if (deciding.kind === "plain" && deciding.truth !== undefined) {
    const taken = deciding.truth ? node.thenStatement : node.elseStatement;
    return taken === undefined || evaluation.statements([taken], inner());
  }
  const ways = [node.thenStatement, ...(node.elseStatement === undefined ? [] : [node.elseStatement])];
  const follow = () =>
    alternatives(
      evaluation,
      scope,
      ways.map((way) => ({ node: way, follow: () => evaluation.statements([way], inner()) })),
      node.elseStatement === undefined,
    );
  return guarded(node.expression, scope, () => decidedBy(evaluation, deciding, follow));
}

/** Whether something happens depends on a value that differs at every compile. */
function decidedBy<T>({ state }: Evaluation, value: Value, follow: () => T): T {
  if (value.kind !== "varying") return follow();
  state.deciding.push(value.cause);
  try {
    return follow();
  } finally {
    state.deciding.pop();
  }
}

function followLoop(evaluation: Evaluation, node: ts.IterationStatement, outer: Scope): true {
  const scope = new Scope(outer, outer.module, outer.owner);
  if (ts.isForStatement(node)) {
    if (node.initializer !== undefined) {
      if (ts.isVariableDeclarationList(node.initializer)) followDeclarations(evaluation, node.initializer, scope);
      else evaluation.value(node.initializer, scope);
    }
    if (node.condition !== undefined) test(evaluation, node.condition, node, scope);
  }
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) test(evaluation, node.expression, node, scope);
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) followHead(evaluation, node, scope);
  const body = () => {
    evaluation.statements([node.statement], scope);
    if (ts.isForStatement(node) && node.incrementor !== undefined) evaluation.value(node.incrementor, scope);
    return true;
  };
  alternatives(evaluation, scope, [{ node, follow: body }], true);
  return true;
}

function followHead(evaluation: Evaluation, node: ts.ForOfStatement | ts.ForInStatement, scope: Scope): void {
  const items = evaluation.value(node.expression, scope);
  evaluation.use("list", node.expression, node, items, scope);
  const item = ts.isForOfStatement(node) ? itemAt(items) : plain;
  if (!ts.isVariableDeclarationList(node.initializer)) return;
  for (const { name } of node.initializer.declarations) evaluation.bind(name, item, scope);
}

function followSwitch(evaluation: Evaluation, node: ts.SwitchStatement, scope: Scope): true {
  const value = evaluation.value(node.expression, scope);
  evaluation.use("branch", node.expression, node, value, scope);
  const inner = new Scope(scope, scope.module, scope.owner);
  const { clauses } = node.caseBlock;
  for (const clause of clauses) {
    if (ts.isCaseClause(clause))
      evaluation.use("equality", clause.expression, clause, evaluation.value(clause.expression, inner), inner);
  }
  hoist(
    evaluation,
    clauses.flatMap(({ statements }) => statements),
    inner,
  );
  const isOther = (clause: ts.CaseOrDefaultClause) => {
    const wanted = ts.isCaseClause(clause) ? evaluation.valueBefore(clause.expression) : undefined;
    return value.kind === "plain" && value.truth === true && wanted?.kind === "plain" && wanted.text !== value.text;
  };
  const ways = clauses
    .filter((clause) => !isOther(clause))
    .map((clause) => ({
      node: clause,
      follow: () => {
        evaluation.statements(clause.statements, inner);
        return true;
      },
    }));
  decidedBy(evaluation, value, () => alternatives(evaluation, scope, ways, true));
  return true;
}

function followTry(evaluation: Evaluation, node: ts.TryStatement, scope: Scope): boolean {
  const { state } = evaluation;
  const block = (statements: ts.Block, names?: ts.BindingName) => () => {
    const inner = new Scope(scope, scope.module, scope.owner);
    if (names !== undefined) evaluation.bind(names, unknown, inner);
    return evaluation.statements(statements.statements, inner);
  };
  state.tries++;
  const attempt = {
    node: node.tryBlock,
    follow: () => {
      const goesOn = block(node.tryBlock)();
      state.tries--;
      return goesOn;
    },
  };
  const rescue = node.catchClause && {
    node: node.catchClause,
    follow: block(node.catchClause.block, node.catchClause.variableDeclaration?.name),
  };
  const goesOn = alternatives(evaluation, scope, rescue === undefined ? [attempt] : [attempt, rescue], false);
  const finished = node.finallyBlock === undefined || block(node.finallyBlock)();
  return goesOn && finished;
}
