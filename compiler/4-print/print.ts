import type { ArgoObject } from "../3-lower/lower.ts";
import { flowText } from "./flow-text.ts";
import { blockLines, scalarText } from "./scalar-text.ts";
import { isEmpty, isList, isMap, type Mapping, type YamlValue } from "./yaml-value.ts";

/** Columns that one line may have before it is broken up. */
const maxWidth = 180;

/**
 * Argo objects as one YAML file: lists of small things, such as tasks and arguments, in a line each, and everything else indented. Text
 * that a reader of YAML 1.1, or Go's, would take for something else (`yes`, `12:30`, `0X1F`) is quoted. Keys stay in the order of
 * lowering, so the same objects are the same bytes.
 */
export function print(objects: readonly ArgoObject[]): string {
  return objects.map((object) => printDocument(object as unknown as YamlValue)).join("---\n");
}

/** One document. */
export function printDocument(value: YamlValue): string {
  const lines: string[] = [];
  if (isMap(value) && !isEmpty(value)) printMap(value, "", "", lines);
  else if (isList(value) && !isEmpty(value)) printList(value, "", lines);
  else lines.push(flowText(value, Number.POSITIVE_INFINITY)!);
  return `${lines.join("\n")}\n`;
}

/** The members of a map, the first of them behind `lead` where a list has put a hyphen. */
function printMap(map: Mapping, indent: string, lead: string, lines: string[]): void {
  let before = lead === "" ? indent : lead;
  for (const [key, value] of Object.entries(map)) {
    if (value === undefined) continue;
    printMember(`${before}${scalarText(key)}:`, value, indent, lines);
    before = indent;
  }
}

function printMember(start: string, value: YamlValue, indent: string, lines: string[]): void {
  if (isList(value) && !isEmpty(value)) {
    const inLine = value.some((item) => typeof item === "object" && item !== null)
      ? undefined
      : flowText(value, maxWidth - start.length);
    if (inLine !== undefined) lines.push(`${start} ${inLine}`);
    else {
      lines.push(start);
      printList(value, indent, lines);
    }
  } else if (isMap(value) && !isEmpty(value)) {
    lines.push(start);
    printMap(value, `${indent}  `, "", lines);
  } else if (typeof value === "string") printText(start, value, indent, lines);
  else lines.push(`${start} ${flowText(value, Number.POSITIVE_INFINITY)!}`);
}

function printText(start: string, text: string, indent: string, lines: string[]): void {
  const block = blockLines(text);
  if (block === undefined) lines.push(`${start} ${scalarText(text)}`);
  else {
    lines.push(`${start} ${block.mark}`);
    for (const line of block.lines) lines.push(line === "" ? "" : `${indent}  ${line}`);
  }
}

function printList(list: readonly YamlValue[], indent: string, lines: string[]): void {
  for (const item of list) {
    const start = `${indent}- `;
    const inLine = flowText(item, maxWidth - start.length);
    if (inLine !== undefined) lines.push(start + inLine);
    else if (isMap(item) && !isEmpty(item)) printMap(item, `${indent}  `, start, lines);
    else if (isList(item) && !isEmpty(item)) {
      lines.push(`${indent}-`);
      printList(item, `${indent}  `, lines);
    } else if (typeof item === "string") printText(`${indent}-`, item, indent, lines);
    else lines.push(start + flowText(item, Number.POSITIVE_INFINITY)!);
  }
}
