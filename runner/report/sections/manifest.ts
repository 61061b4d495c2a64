import { escapeHtml } from "../../../util/html/escape-html.ts";
import { section } from "./html.ts";

const maxManifest = 512 * 1024;

/** The manifest with the numbers of its lines; steps lead to the lines where their templates begin. */
export function manifestSection(manifest: string): string {
  if (manifest === "") return "";
  const shown = manifest.slice(0, maxManifest);
  const lines = shown.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const note =
    manifest.length > maxManifest ? `<p class="muted">The first ${maxManifest} of ${manifest.length} characters.</p>` : "";
  const places = new Map([...templateLines(shown)].map(([, line]) => [line, `line-${line}`]));
  const numbers = lines.map((_, at) => at + 1).join("\n");
  const code = lines.map((line, at) => {
    const id = places.get(at + 1);
    return id === undefined ? escapeHtml(line) : `<span id="${id}">${escapeHtml(line)}</span>`;
  });
  return section(
    "manifest",
    "Manifest",
    `<details><summary>The YAML that was run <span class="muted">${lines.length} lines</span></summary><div class="code" tabindex="0" role="group" aria-label="Manifest"><pre aria-hidden="true">${numbers}</pre><pre>${code.join("\n")}</pre></div>${note}</details>`,
  );
}

/** In which line of a manifest each template begins: the first of a name, where there are several. */
export function templateLines(manifest: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  let inTemplates = -1;
  for (const [at, line] of manifest.slice(0, maxManifest).split("\n").entries()) {
    const indent = line.search(/\S/);
    if (/^\s*templates:\s*$/.test(line)) inTemplates = indent;
    else if (indent >= 0 && indent <= inTemplates && !line.trimStart().startsWith("- ")) inTemplates = -1;
    if (inTemplates < 0) continue;
    const name = /^(\s*)-\s+name:\s*("?)([^"#]+?)\2\s*$/.exec(line);
    // A list may stand as deep as its key, or two deeper.
    if (name === null || name[1]!.length > inTemplates + 2 || found.has(name[3]!)) continue;
    found.set(name[3]!, at + 1);
  }
  return found;
}
