import type { FieldPath } from "../argo/validate/schema-issue.ts";

interface Named {
  readonly name?: string;
}
interface Ports {
  readonly parameters?: readonly Named[];
  readonly artifacts?: readonly Named[];
}
interface WrittenTemplate extends Named {
  readonly inputs?: Ports;
  readonly outputs?: Ports;
  readonly dag?: { readonly tasks?: readonly (Named & { readonly arguments?: Ports })[] };
}
interface WrittenObject {
  readonly spec?: { readonly arguments?: Ports; readonly templates?: readonly WrittenTemplate[] };
}

/** A name that its list has had already. */
export interface NameTwice {
  readonly path: FieldPath;
  readonly message: string;
}

/**
 * Templates, tasks of a DAG, parameters and artifacts that are called like another one beside them. The API server takes those: its schema
 * knows no keys of these lists. The controller refuses the run, or reads one of the two.
 */
export function namesTwice(object: unknown): readonly NameTwice[] {
  const { spec = {} } = object as WrittenObject;
  const { templates } = spec;
  if (!Array.isArray(templates)) return []; // what the schema refuses is told by it
  return [
    ...twiceIn(templates, "templates", ["spec", "templates"]),
    ...(templates as readonly WrittenTemplate[]).flatMap(({ inputs, outputs, dag }, index) => {
      const path = ["spec", "templates", index];
      const tasks = Array.isArray(dag?.tasks) ? (dag.tasks as NonNullable<typeof dag.tasks>) : [];
      return [
        ...twiceInPorts(inputs, [...path, "inputs"]),
        ...twiceInPorts(outputs, [...path, "outputs"]),
        ...twiceIn(tasks, "tasks", [...path, "dag", "tasks"]),
        ...tasks.flatMap((task, at) => twiceInPorts(task.arguments, [...path, "dag", "tasks", at, "arguments"])),
      ];
    }),
  ];
}

const twiceInPorts = (ports: Ports | undefined, path: FieldPath): readonly NameTwice[] =>
  ports === undefined
    ? []
    : [
        ...twiceIn(ports.parameters, "parameters", [...path, "parameters"]),
        ...twiceIn(ports.artifacts, "artifacts", [...path, "artifacts"]),
      ];

function twiceIn(list: readonly Named[] | undefined, what: string, path: FieldPath): readonly NameTwice[] {
  if (!Array.isArray(list) || list.length < 2) return [];
  const seen = new Set<string>();
  return (list as readonly Named[]).flatMap(({ name }, index) => {
    if (name === undefined || !seen.has(name)) {
      if (name !== undefined) seen.add(name);
      return [];
    }
    return [{ path: [...path, index, "name"], message: `Two ${what} are called "${name}".` }];
  });
}
