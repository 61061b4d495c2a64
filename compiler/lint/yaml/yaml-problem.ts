import { isMap, parseDocument } from "yaml";
import { templateTags } from "../../argo/laws/template-tags.ts";
import { yamlWords } from "./yaml-words.ts";

/** What is wrong with a text that has to be a mapping in YAML or JSON, when its tags have been replaced. */
export function yamlProblem(text: string): string | undefined {
  const { tags, unclosed } = templateTags(text);
  if (unclosed !== undefined || text.trim() === "") return undefined;
  let plain = "";
  let from = 0;
  for (const { start, text: tag } of tags) {
    plain += `${text.slice(from, start)}x`;
    from = start + tag.length;
  }
  plain += text.slice(from);
  // What a tag brings may be a whole mapping.
  if (tags.length > 0 && /^\s*x\s*$/.test(plain)) return undefined;
  const document = parseDocument(plain.replace(/^\s*---.*\n/, ""), {
    schema: "failsafe",
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const [error] = document.errors;
  if (error?.code === "MULTIPLE_DOCS") return undefined;
  if (error !== undefined)
    return tags.length > 0 && error.code !== "TAB_AS_INDENT" && plain.includes("\nx") ? undefined : yamlWords(error.message);
  return isMap(document.contents) || tags.length > 0 ? undefined : "it is no mapping";
}
