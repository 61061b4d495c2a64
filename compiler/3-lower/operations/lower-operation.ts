import type { ValueNode } from "../../../dsl/nodes/ref-node.ts";
import type { Code } from "./code.ts";

/** An operand as it was written, and as a piece of an expression. */
export interface LoweredOperand {
  readonly node: ValueNode;
  readonly code: Code;
}

/** Makes the expression of one operation from those of its operands. */
export type LowerOperation = (operands: readonly LoweredOperand[]) => Code;
