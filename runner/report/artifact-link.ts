import { isAbsolute, relative, sep } from "node:path";
import { escapeHtml } from "../../util/html/escape-html.ts";
import type { ArtifactRecord } from "../event.ts";

/**
 * An artifact's name, leading to its file where that is in the run's folder, beside the report. Each part of the path is percent-encoded, so
 * that no file name can be another kind of address.
 */
export function artifactLink({ name, path }: ArtifactRecord, folder: string): string {
  const way = relative(folder, path);
  if (way === "" || isAbsolute(way) || way.split(sep)[0] === "..") return escapeHtml(name);
  const address = way.toWellFormed().split(sep).map(encodeURIComponent).join("/");
  return `<a href="./${escapeHtml(address)}">${escapeHtml(name)}</a>`;
}
