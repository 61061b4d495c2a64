import { type Mark, splitMarks } from "../../../dsl/foreign/marked-text.ts";
import { encodedName, paramFilePath } from "./encode-param.ts";
import { kubernetesText } from "./kubernetes-text.ts";

/** A marked text for the inner template: what the author wrote, with a simple tag or a path where a parameter stands. */
export function renderText(text: string, constant: (text: string) => string = kubernetesText): string {
  return splitMarks(text)
    .map((part) => (typeof part === "string" ? constant(part) : renderMark(part)))
    .join("");
}

const renderMark = (mark: Mark): string =>
  mark.form === "file" ? paramFilePath(mark.param) : `{{inputs.parameters.${encodedName(mark)}}}`;
