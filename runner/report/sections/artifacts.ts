import { escapeHtml } from "../../../util/html/escape-html.ts";
import { artifactLink } from "../artifact-link.ts";
import { formatBytes } from "../format-bytes.ts";
import { type FileTree, fileTree } from "../preview/file-tree.ts";
import type { Preview } from "../preview/preview.ts";
import type { SeenArtifact } from "../preview/previews.ts";
import { scrollable, section } from "./html.ts";

const maxCell = 200;

/** Every artifact of the run, each with a look into it. */
export function artifactsSection(seen: readonly SeenArtifact[], folder: string): string {
  return section("artifacts", "Artifacts", seen.map((one) => part(one, folder)).join("\n"));
}

function part({ id, step, artifact, preview }: SeenArtifact, folder: string): string {
  const { name, artifactType, bytes, digest } = artifact;
  const facts = [artifactType ?? "", formatBytes(bytes)]
    .filter((fact) => fact !== "")
    .map(escapeHtml)
    .join(", ");
  const known = digest === undefined ? "" : ` <code>${escapeHtml(digest)}</code>`;
  return `<details class="artifact" id="${id}"><summary><strong>${escapeHtml(name)}</strong> <span class="muted">${facts}, of ${escapeHtml(step.name)}</span></summary>
<p class="muted">Of <a href="#${step.id}">${escapeHtml(step.name)}</a>. The file: ${artifactLink(artifact, folder)}${known}</p>
${drawPreview(preview, name)}</details>`;
}

function drawPreview(preview: Preview, name: string): string {
  const note = preview.kind === "image" || preview.note === "" ? "" : `<p class="muted">${escapeHtml(preview.note)}</p>`;
  switch (preview.kind) {
    case "none":
      return note;
    case "text":
      return `<pre tabindex="0">${escapeHtml(preview.text)}</pre>${note}`;
    case "image":
      return `<img alt="${escapeHtml(name)}" src="data:${preview.type};base64,${preview.base64}"/>`;
    case "files":
      return drawFiles(fileTree(preview.files)) + note;
    case "table":
      return scrollable(`Rows of ${name}`, drawTable(preview.columns, preview.rows)) + note;
  }
}

/** A folder's files and folders as nested lists; what was looked into opens. */
function drawFiles({ folders, files }: FileTree): string {
  const inside = [...folders].map(
    ([name, tree]) =>
      `<li><details open=""><summary><code>${escapeHtml(shownName(name))}/</code></summary>${drawFiles(tree)}</details></li>`,
  );
  const lines = files.map(({ name, bytes, preview }) => {
    const line = `<code>${escapeHtml(shownName(name))}</code> <span class="muted">${formatBytes(bytes)}</span>`;
    return preview === undefined
      ? `<li>${line}</li>`
      : `<li><details class="file"><summary>${line}</summary>${drawPreview(preview, name)}</details></li>`;
  });
  return `<ul class="files">${[...inside, ...lines].join("")}</ul>`;
}

/** A name that shows what it is made of: what turns the line around or hides is written as its number. */
const shownName = (name: string): string =>
  short(name).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`);

function drawTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const isNumber = columns.map((_, at) => rows.every((row) => row[at] === "" || Number.isFinite(Number(row[at]))));
  const kind = (at: number): string => (isNumber[at] === true ? ` class="number"` : "");
  const head = columns
    .map((column, at) => (column.trim() === "" ? "<td></td>" : `<th scope="col"${kind(at)}>${escapeHtml(short(column))}</th>`))
    .join("");
  const body = rows.map((row) => `<tr>${row.map((cell, at) => `<td${kind(at)}>${escapeHtml(short(cell))}</td>`).join("")}</tr>`);
  return `<table class="compact"><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

const short = (text: string): string => (text.length > maxCell ? `${text.slice(0, maxCell)}…` : text);
