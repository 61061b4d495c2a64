import { hasTags } from "../../argo/laws/template-tags.ts";
import { type Path, textOf } from "../../argo/yaml/json.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { problem } from "../../diagnostics/problem.ts";
import { callsOf } from "../manifest/calls.ts";
import { type Ports, portsOf } from "../manifest/ports.ts";
import type { LintRule } from "../rule.ts";
import type { Subject } from "../subject.ts";

/** Artifacts and global outputs have names that tags can say. */
export const portNameWrong: LintRule = (subject) => {
  const { object, at } = subject;
  const ports: readonly Ports[] = [
    portsOf(object.spec["arguments"], [...object.specPath, "arguments"]),
    ...subject.templates.map(({ outputs }) => outputs),
    ...callsOf(subject).flatMap((call) => (call.role === "task" || call.role === "hook" ? [call.arguments] : [])),
  ];
  // Names of inputs are looked at before anything is put into them.
  const inputs = subject.templates.flatMap((template) => template.inputs.artifacts);
  return [...inputs.flatMap(({ name, path }) => refuse(name, "an artifact", at, [...path, "name"])), ...ofPorts(ports, at)];
};

function ofPorts(ports: readonly Ports[], at: Subject["at"]): readonly Diagnostic[] {
  return ports.flatMap(({ parameters, artifacts }) => [
    // The names of parameters are in the schema.
    ...artifacts.flatMap(({ name, path }) => refuse(withoutTags(name), "an artifact", at, [...path, "name"])),
    ...[...parameters, ...artifacts].flatMap(({ body, path }) =>
      refuse(withoutTags(textOf(body["globalName"])), "a global output", at, [...path, "globalName"]),
    ),
  ]);
}

/** A name whose tags have to be replaced first can't be judged. */
const withoutTags = (name: string | undefined): string | undefined => (name === undefined || hasTags(name) ? undefined : name);

function refuse(name: string | undefined, kind: string, at: Subject["at"], path: Path): readonly Diagnostic[] {
  if (name === undefined || name === "" || /^[-a-zA-Z0-9_]+$/.test(name)) return [];
  // What the schema's wider pattern refuses as well is said there.
  if (kind === "an artifact" && !/^[-a-zA-Z0-9_{}.]+$/.test(name)) return [];
  return [problem("port-name-wrong", { name, kind }, { at: at(path) })];
}
