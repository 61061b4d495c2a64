import { isSubdomain } from "../../../compiler/argo/laws/kubernetes-names.ts";

const longestName = 63;
const tooLong = "must be no more than 63 bytes";
const name = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const nameRule =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const valueRule =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const prefixRule =
  "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

/** What is wrong with the key of a label selector, in Kubernetes' own words, which end up in a step's message. */
export function keyProblem(key: string): string | undefined {
  const parts = key.split("/");
  if (parts.length > 2) return `${nameRule.replace("name part", "a valid label key")}${qualified}`;
  const [own = "", prefix] = parts.reverse();
  const problems: string[] = [];
  if (prefix === "") problems.push("prefix part must be non-empty");
  else if (prefix !== undefined && !isSubdomain(prefix)) problems.push(prefixRule);
  if (own === "") problems.push("name part must be non-empty");
  else if (own.length > longestName) problems.push(`name part ${tooLong}`);
  if (!name.test(own)) problems.push(nameRule);
  return problems.length === 0 ? undefined : problems.join("; ");
}

const qualified = " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";

/** What is wrong with a value, in Kubernetes' words. */
export function valueProblems(value: string): readonly string[] {
  const problems = value.length > longestName ? [tooLong] : [];
  return value === "" || name.test(value) ? problems : [...problems, valueRule];
}
