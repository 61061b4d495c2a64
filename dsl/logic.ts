import { callerOf } from "./place.ts";
import { type Condition, isRef, makeRef, type Owner, ownerOf, valueNode } from "./ref.ts";
import { refuse } from "./refuse.ts";

/** Holds when all of them hold. */
export function and(...conditions: readonly [Condition, ...Condition[]]): Condition {
  const owner = ownerOfAll(conditions, and);
  return makeRef(
    { kind: "operation", operator: "and", operands: conditions.map((condition) => valueNode(condition, owner, and)) },
    owner,
  );
}

/** Holds when one of them holds. */
export function or(...conditions: readonly [Condition, ...Condition[]]): Condition {
  const owner = ownerOfAll(conditions, or);
  return makeRef(
    { kind: "operation", operator: "or", operands: conditions.map((condition) => valueNode(condition, owner, or)) },
    owner,
  );
}

/** Holds when the condition does not. */
export function not(condition: Condition): Condition {
  const owner = ownerOfAll([condition], not);
  return makeRef({ kind: "operation", operator: "not", operands: [valueNode(condition, owner, not)] }, owner);
}

function ownerOfAll(conditions: readonly unknown[], word: Function): Owner {
  const [first] = conditions;
  if (isRef(first) && conditions.every(isRef)) return ownerOf(first);
  refuse("logic-wants-conditions", { word: word.name }, callerOf(word));
}
