import { listOf, type Path, recordOf, textsIn } from "../../argo/yaml/json.ts";
import { problem } from "../../diagnostics/problem.ts";
import { containersOf } from "../manifest/containers.ts";
import type { LintRule } from "../rule.ts";

/** Forms that are keys and nothing else. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/\bAKIA[0-9A-Z]{16}\b/, "an AWS access key"],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}\b/, "a GitHub token"],
  [/\bgithub_pat_[A-Za-z0-9_]{40,}\b/, "a GitHub token"],
  [/\bglpat-[A-Za-z0-9_-]{20,}\b/, "a GitLab token"],
  [/\bxox[baprs]-[A-Za-z0-9-]{20,}\b/, "a Slack token"],
  [/\bhf_[A-Za-z0-9]{34,}\b/, "a Hugging Face token"],
  [/\bAIza[0-9A-Za-z_-]{35}\b/, "a Google API key"],
  [/\bsk-[A-Za-z0-9]{40,}\b/, "an API key"],
  [/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/, "a private key"],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@{}$]+:[^\s/@{}$]{3,}@[\w.-]+/, "a password in an address"],
];

/** What all of these forms have; nearly no text does. */
const mayBeSecret = (text: string): boolean => /AKIA|gh[pousr]_|github_pat_|glpat-|xox|hf_|AIza|sk-|PRIVATE KEY|:\/\//.test(text);

const secretName =
  /(^|_)(PASSWORD|PASSWD|SECRET|SECRET_KEY|API_KEY|APIKEY|ACCESS_TOKEN|AUTH_TOKEN|PRIVATE_KEY|CLIENT_SECRET|SECRET_ACCESS_KEY)$/i;

/** Secrets are not written down. */
export const secretInPlainText: LintRule = ({ object, templates, at }) => [
  ...textsIn(object.value["spec"], [...object.path, "spec"], mayBeSecret).flatMap(({ text, path }) => {
    const found = forms.find(([form]) => form.test(text));
    if (found === undefined) return [];
    return [
      problem(
        "secret-in-plain-text",
        { where: shown(path), what: found[1] },
        { at: at(path, { text: found[0].exec(text)?.[0] ?? "" }) },
      ),
    ];
  }),
  ...templates.flatMap((template) =>
    containersOf(template).flatMap(({ body, path }) =>
      listOf(body["env"]).flatMap((variable, index) => {
        const { name, value } = recordOf(variable);
        const isSecret = typeof name === "string" && secretName.test(name) && typeof value === "string" && looksReal(value);
        return isSecret && !forms.some(([form]) => form.test(value))
          ? [
              problem(
                "secret-in-plain-text",
                { where: `The variable "${name}" of template "${template.label}"`, what: "a secret" },
                { at: at([...path, "env", index, "value"]) },
              ),
            ]
          : [];
      }),
    ),
  ),
];

/** Tags and names of files come from elsewhere; short words and placeholders are no secrets. */
function looksReal(value: string): boolean {
  return (
    value.length >= 8 &&
    !/[{}$<>\s]/.test(value) &&
    !value.startsWith("/") &&
    !/^(changeme|change-me|example|placeholder|password|secret|none|null|xxx+|\*+)$/i.test(value)
  );
}

const shown = (path: Path): string => `"${path.filter((step) => typeof step === "string").at(-1) ?? "spec"}"`;
