import { ACCESS, LITERAL, PARENTHESES, type Stage } from "./stage.ts";

/** How strongly operators bind, for finding those in a row that bind equally. */
const STRENGTH: Readonly<Record<string, number>> = {
  [PARENTHESES]: 0,
  [LITERAL]: 1,
  [ACCESS]: 2,
  "prefix -": 3,
  "prefix !": 3,
  "prefix ~": 3,
  "**": 4,
  "+": 5,
  "-": 5,
  "&": 6,
  "|": 6,
  "^": 6,
  ">>": 7,
  "<<": 7,
  "*": 8,
  "/": 8,
  "%": 8,
  "==": 9,
  "!=": 9,
  ">": 9,
  ">=": 9,
  "<": 9,
  "<=": 9,
  "=~": 9,
  "!~": 9,
  in: 9,
  "?": 10,
  ":": 10,
  "??": 10,
  "&&": 11,
  "||": 12,
  ",": 13,
};

/** Operators of one strength were planned from the right; now they are turned around so that they work from the left. */
export function reorder(root: Stage): void {
  let row: Stage[] = [];
  let strength = strengthOf(root);
  for (let stage: Stage | undefined = root; stage !== undefined; ) {
    const next: Stage | undefined = stage.right;
    if (stage.left !== undefined) reorder(stage.left);
    if (strengthOf(stage) === strength) row.push(stage);
    else {
      mirror(row);
      row = [stage];
      strength = strengthOf(stage);
    }
    stage = next;
  }
  mirror(row);
}

function strengthOf(stage: Stage): number {
  return STRENGTH[stage.action.operator] ?? 1;
}

/** Turns a chain that leans to the right into one that leans to the left. The first stage stays the root. */
function mirror(row: readonly Stage[]): void {
  const [root] = row;
  const last = row[row.length - 1];
  if (root === undefined || last === undefined || row.length < 2) return;
  for (const stage of row) [stage.left, stage.right] = [stage.right, stage.left];
  [last.left, root.right] = [root.right, last.left];
  for (let i = 0; i < Math.floor((row.length - 2) / 2) + 1; i++) {
    const front = row[i + 1] as Stage;
    const back = row[row.length - i - 1] as Stage;
    [front.right, back.right] = [back.right, front.right];
  }
  for (let i = 0; i < Math.floor(row.length / 2); i++) {
    const front = row[i] as Stage;
    const back = row[row.length - i - 1] as Stage;
    [front.action, back.action] = [back.action, front.action];
  }
}
