import { refuse } from "./refusal.ts";

interface Named {
  readonly name?: string;
}

const port = /^[-a-zA-Z0-9_]+$/;
const field = /^[a-zA-Z0-9][-a-zA-Z0-9]*$/;

export const wrongPortName =
  "Parameter/Artifact name must consist of alpha-numeric characters, '_' or '-' e.g. my_param_1, MY-PARAM-1";

const wrongFieldName =
  "name must consist of alpha-numeric characters or '-', and must start with an alpha-numeric character (e.g. My-name1-2, 123-NAME)";

/** Whether a parameter or an artifact can be called so. */
export const isPortName = (name: string): boolean => port.test(name);

/** Whether a text has a whole tag in it: a name that only a run knows. */
export const isParameter = (text: string): boolean => /\{\{[-a-zA-Z0-9]+(\.[-a-zA-Z0-9_]+)*\}\}/.test(text);

/** What is wrong with the name of a template, a step, a task or a container. */
export function fieldNameProblem(name: string): string | undefined {
  const problems = [
    ...(name.length > 128 ? ["must be no more than 128 bytes"] : []),
    ...(field.test(name) ? [] : [wrongFieldName]),
  ];
  return problems.length === 0 ? undefined : problems.join(";");
}

const portNameProblem = (name: string): string | undefined => (isPortName(name) ? undefined : wrongPortName);

/** Of parameters or artifacts. The words begin with the number of the item: `[1].name 'a' is not unique`. */
export const checkPortNames = (ports: readonly Named[] | undefined): void => checkNames(ports, portNameProblem);

/** The same of templates, tasks or containers. */
export const checkFieldNames = (items: readonly Named[] | undefined): void => checkNames(items, fieldNameProblem);

function checkNames(items: readonly Named[] | undefined, problemOf: (name: string) => string | undefined): void {
  const seen = new Set<string>();
  for (const [index, { name }] of (items ?? []).entries()) {
    if (!name) refuse(`[${index}].name is required`);
    const problem = problemOf(name);
    if (problem !== undefined) refuse(`[${index}].name: '${name}' is invalid: ${problem}`);
    if (seen.has(name)) refuse(`[${index}].name '${name}' is not unique`);
    seen.add(name);
  }
}
