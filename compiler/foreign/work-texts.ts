import { type Mark, marksIn } from "../../dsl/foreign/marked-text.ts";
import type { MarkedText, Program } from "../../dsl/foreign/work.ts";
import type { Json } from "../../dsl/nodes/ref-node.ts";
import type { Work } from "../../dsl/work.ts";

/** A text of a foreign step, and what it is called for its author. */
export interface WorkText {
  readonly where: string;
  readonly text: MarkedText;
}

/** Every text of a step's work in which a parameter may stand or text could be taken for a tag, in the order of writing. */
export function workTexts(work: Work): readonly WorkText[] {
  switch (work.kind) {
    case "function":
    case "suspend":
    case "approve":
      return [];
    case "container":
      return programTexts(work.program);
    case "script":
      return [
        ...programTexts(work.program),
        ...(typeof work.source === "string" ? [{ where: "source", text: work.source }] : []),
      ];
    case "container-set":
      return work.members.flatMap((member) => programTexts(member, `containers "${member.name}" `));
    case "resource":
      return [...jsonTexts(work.manifest, "manifest"), ...listTexts(work.flags, "flags")];
    case "http":
      return [
        { where: "url", text: work.url },
        ...Object.entries(work.headers).flatMap(([name, text]) =>
          typeof text === "string" ? [{ where: `headers "${name}"`, text }] : [],
        ),
        ...(work.body === undefined ? [] : jsonTexts(work.body, "body")),
      ];
    case "template-ref":
      return Object.entries(work.arguments).map(([name, text]) => ({ where: `arguments "${name}"`, text }));
    case "raw":
      return jsonTexts(work.template, "template");
  }
}

/** The marks of a step's work, each once. */
export function workMarks(work: Work): readonly Mark[] {
  const found = new Map<string, Mark>();
  for (const { text } of workTexts(work)) for (const mark of marksIn(text)) found.set(`${mark.param} ${mark.form}`, mark);
  return [...found.values()];
}

function programTexts({ image, command, args, env, workingDir }: Program, before = ""): readonly WorkText[] {
  return [
    { where: `${before}image`, text: image },
    ...listTexts(command, `${before}command`),
    ...listTexts(args, `${before}args`),
    ...Object.entries(env).flatMap(([name, text]) =>
      typeof text === "string" ? [{ where: `${before}env "${name}"`, text }] : [],
    ),
    ...(workingDir === undefined ? [] : [{ where: `${before}workingDir`, text: workingDir }]),
  ];
}

const listTexts = (texts: readonly string[], where: string): readonly WorkText[] =>
  texts.map((text, index) => ({ where: `${where}[${index}]`, text }));

/** The texts in a JSON value, its keys too, each with its path. */
function jsonTexts(value: Json, where: string): readonly WorkText[] {
  if (typeof value === "string") return [{ where, text: value }];
  if (typeof value !== "object" || value === null) return [];
  if (isList(value)) return value.flatMap((item, index) => jsonTexts(item, `${where}[${index}]`));
  return Object.entries(value).flatMap(([key, item]) => [
    ...(marksIn(key).length > 0 || key.includes("{{") ? [{ where: `a key of ${where}`, text: key }] : []),
    ...jsonTexts(item, `${where}.${key}`),
  ]);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
