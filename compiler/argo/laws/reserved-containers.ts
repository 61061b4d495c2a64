/** Whether Argo wants the name of a container for itself, beside a template's own. */
export function isReservedContainer(name: string): boolean {
  return name === "wait" || name === "supervisor" || name.startsWith("artifact-plugin-");
}
