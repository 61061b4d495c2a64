import { templateTags } from "../../argo/laws/template-tags.ts";
import { listOf, type Path, textOf } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { type ContainerView, containersOf } from "../manifest/containers.ts";
import { portsOf } from "../manifest/ports.ts";
import type { TemplateView } from "../manifest/template-view.ts";
import type { LintRule } from "../rule.ts";
import type { Subject } from "../subject.ts";

const shells = /(^|\/)(sh|bash|ash|dash|zsh|python3?|node|perl|ruby)$/;

/** Values do not become parts of programs. */
export const scriptSplicesText: LintRule = (subject) =>
  subject.templates.flatMap((template) =>
    containersOf(template).flatMap((container) => {
      const code = codeOf(container);
      return code.flatMap(({ text, path, what }) => {
        const { tags } = templateTags(text);
        // The first is enough to say it.
        const tag = tags.find(({ kind, inner }) => kind === "simple" && isText(subject, inner, template));
        if (tag === undefined) return [];
        const variable = (tag.inner.split(".").at(-1) ?? "VALUE").toUpperCase().replace(/[^A-Z0-9]/g, "_");
        const words = { where: `Template "${template.label}"`, tag: tag.text, what, variable };
        return [problem("script-splices-text", words, { at: subject.at(path, { text: tag.text }) })];
      });
    }),
  );

interface Code {
  readonly text: string;
  readonly path: Path;
  readonly what: string;
}

/** The texts of a container that an interpreter runs. */
function codeOf({ role, body, path }: ContainerView): readonly Code[] {
  const command = listOf(body["command"]).map(String);
  const args = listOf(body["args"]).map(String);
  const source = textOf(body["source"]);
  if (role === "script" && source !== undefined) return [{ text: source, path: [...path, "source"], what: "its script" }];
  const words = [
    ...command.map((text, index) => ({ text, path: [...path, "command", index] })),
    ...args.map((text, index) => ({ text, path: [...path, "args", index] })),
  ];
  const flag = words.findIndex(({ text }) => /^-[a-z]*[ce]$/.test(text));
  if (!shells.test(words[0]?.text ?? "") || flag < 1) return [];
  const program = words[flag + 1];
  return program === undefined ? [] : [{ ...program, what: `the program of ${words[0]?.text}` }];
}

/** Whether anything may stand in it: what comes from outside or from a step. Constants of the manifest are known. */
function isText({ object }: Subject, name: string, template: TemplateView): boolean {
  const [, root, input] = /^(workflow|inputs)\.parameters\.([\w-]+)$/.exec(name) ?? [];
  if (input === undefined) return false;
  const ports = root === "inputs" ? template.inputs.parameters : portsOf(object.spec["arguments"], []).parameters;
  const port = ports.find((one) => one.name === input);
  // What is declared nowhere is another law's.
  if (port === undefined && root === "inputs") return false;
  return root === "inputs" ? port?.body["value"] === undefined : listOf(port?.body["enum"]).length === 0;
}
