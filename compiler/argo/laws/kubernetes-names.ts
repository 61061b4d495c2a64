const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const namePart = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** The name of most objects: labels of lower-case letters, digits and hyphens, joined by dots. */
export function isSubdomain(text: string): boolean {
  return text.length <= 253 && text.split(".").every((part) => label.test(part));
}

/** One such label: the name of a container, a volume, a namespace. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && label.test(text);
}

/** What is wrong with the key of a label or an annotation: `name`, or `prefix.example/name`. */
export function labelKeyProblem(key: string): string | undefined {
  const [name = "", prefix, more] = key.split("/").reverse();
  if (more !== undefined) return "it has more than one /";
  if (prefix !== undefined && !isSubdomain(prefix)) return `"${prefix}" before the / is no domain`;
  if (name.length > 63) return `its name has ${name.length} characters, and 63 are the most`;
  return namePart.test(name) ? undefined : "it must hold letters, digits and - _ . only, with a letter or digit at both ends";
}

/** What is wrong with the value of a label. */
export function labelValueProblem(value: string): string | undefined {
  if (value.length > 63) return `it has ${value.length} characters, and 63 are the most`;
  return value === "" || namePart.test(value)
    ? undefined
    : "it must hold letters, digits and - _ . only, with a letter or digit at both ends";
}

/** A name that Kubernetes would take, made of one that it does not. */
export function lowerCaseName(text: string): string {
  const made = text
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return made === "" ? "main" : made;
}
