import { gunzipSync } from "node:zlib";
import { formatBytes } from "../format-bytes.ts";
import { csvRows } from "./csv-rows.ts";
import { fileKind, textOfHead } from "./file-kind.ts";
import { jsonPreview } from "./json-preview.ts";
import { type FoundFile, type Looked, maxHead, maxImage } from "./look-into.ts";
import type { FileLine, Preview } from "./preview.ts";
import { previewSize } from "./preview-size.ts";
import { tarFiles } from "./tar-files.ts";

export const maxRows = 20;
const maxLines = 200;
const maxText = 32 * 1024;
/** What the files of one folder may show together. */
const maxOfFolder = 256 * 1024;
/** A packed artifact that is larger than this when unpacked is not looked into. */
const maxUnpacked = 4 * 1024 * 1024;

/** What can be shown of an artifact, by what its bytes are and not by what it calls itself. */
export function makePreview(looked: Looked): Preview {
  if (looked.kind === "folder") {
    if (looked.files.length === 0) return { kind: "none", note: "An empty folder." };
    return {
      kind: "files",
      files: previewsOf(looked.files),
      note: looked.isWhole ? "" : `The first ${looked.files.length} files.`,
    };
  }
  const { head, bytes } = looked;
  if (bytes === 0) return { kind: "none", note: "An empty file." };
  const kind = fileKind(head);
  if (kind?.startsWith("image/") === true) {
    if (bytes > maxImage)
      return { kind: "none", note: `An image of ${formatBytes(bytes)}; this page shows those up to ${formatBytes(maxImage)}.` };
    return { kind: "image", type: kind, base64: Buffer.from(head).toString("base64") };
  }
  if (kind === "gzip") return packedPreview(head, bytes);
  if (kind !== undefined) return { kind: "none", note: `A file in the format ${kind}.` };
  const isWhole = bytes <= maxHead;
  const text = textOfHead(head.subarray(0, maxHead), isWhole);
  return text === undefined ? { kind: "none", note: "A file that is no text." } : textPreview(text, isWhole, bytes);
}

/** Files of a folder with what is in them, as long as all of it together is no more than one artifact may show. */
function previewsOf(found: readonly FoundFile[]): readonly FileLine[] {
  let left = maxOfFolder;
  return found.map(({ name, bytes, head }): FileLine => {
    const preview = head === undefined ? undefined : previewInFolder(head, bytes);
    const size = preview === undefined ? 0 : previewSize(preview);
    if (preview === undefined || size > left) return { name, bytes };
    left -= size;
    return { name, bytes, preview };
  });
}

/** An image that is not whole is not shown; what has no words stands in the list alone. */
function previewInFolder(head: Uint8Array, bytes: number): Preview | undefined {
  const kind = fileKind(head);
  if (kind?.startsWith("image/") === true && bytes > head.length) return undefined;
  if (kind === "gzip") return undefined;
  const text = kind === undefined && bytes > head.length ? textOfHead(head, false) : undefined;
  const preview = text === undefined ? makePreview({ kind: "file", head, bytes }) : textPreview(text, false, bytes);
  return preview.kind === "none" ? undefined : preview;
}

/** Argo packs artifacts as tar.gz unless it is told otherwise: of one file its content, of more their names. */
function packedPreview(head: Uint8Array, bytes: number): Preview {
  const none: Preview = { kind: "none", note: "A packed file (gzip)." };
  if (bytes > head.length) return none;
  try {
    const unpacked = gunzipSync(head, { maxOutputLength: maxUnpacked });
    const archive = tarFiles(unpacked, 50);
    if (archive === undefined) return makePreview({ kind: "file", head: unpacked, bytes: unpacked.length });
    const [only, ...others] = archive.files;
    if (only === undefined) return { kind: "none", note: "An empty archive." };
    if (others.length > 0) return { kind: "files", files: archive.files, note: "In a tar.gz archive." };
    if (fileKind(archive.first!) === "gzip") return { kind: "files", files: archive.files, note: "In a tar.gz archive." };
    return makePreview({ kind: "file", head: archive.first!, bytes: only.bytes });
  } catch {
    return none;
  }
}

function textPreview(text: string, isWhole: boolean, bytes: number): Preview {
  const asJson = jsonPreview(text, isWhole, maxRows);
  if (asJson !== undefined) return asJson;
  const rows = csvRows(text, maxRows + 1);
  if (rows !== undefined) {
    const [columns, ...others] = rows;
    const numLines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0) - 1;
    const note =
      isWhole && numLines <= maxRows ? "" : `The first ${others.length} ${isWhole ? `of about ${numLines} ` : ""}rows.`;
    return { kind: "table", columns: columns!, rows: others, note };
  }
  return cutText(text, isWhole ? undefined : bytes);
}

/** The first lines of a text, with what is not shown. */
function cutText(text: string, bytes?: number): Preview {
  const lines = text.split("\n");
  const shown = lines.slice(0, maxLines).join("\n").slice(0, maxText);
  const note =
    shown.length === text.length && bytes === undefined
      ? ""
      : `The beginning of ${bytes === undefined ? `${text.length} characters` : formatBytes(bytes)}.`;
  return { kind: "text", text: shown, note };
}
