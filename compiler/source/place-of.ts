import { ts } from "ts-morph";
import type { Place } from "../../dsl/place.ts";
import type { SourceNode } from "./value.ts";

/** Where a node starts, as an editor counts: from 1, in UTF-16 units. */
export function placeOf({ node, module: { file, source } }: SourceNode): Place {
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return Object.freeze({ file, line: line + 1, column: character + 1 });
}

/** The first and the last line of the statement that holds a node. */
export function linesOf({ node, module: { source } }: SourceNode): readonly [first: number, last: number] {
  let outer = node;
  while (!ts.isStatement(outer) && outer.parent !== undefined) outer = outer.parent;
  const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
  return [lineAt(outer.getStart(source)), lineAt(outer.end)];
}

/** More than this many characters of the author's program are not repeated in a sentence. */
const maxShown = 60;

/** A piece of the author's program, on one line. */
export function shown(node: ts.Node): string {
  const text = node.getText().replace(/\s+/g, " ");
  return text.length <= maxShown ? text : `${text.slice(0, maxShown - 1)}…`;
}
