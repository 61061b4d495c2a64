import type { Preview } from "./preview.ts";

/** How much of the page a preview takes, in characters, about. */
export function previewSize(preview: Preview): number {
  switch (preview.kind) {
    case "text":
      return preview.text.length;
    case "image":
      return preview.base64.length;
    case "table":
      return preview.rows.reduce((sum, row) => sum + row.reduce((cells, cell) => cells + Math.min(cell.length, 200) + 20, 0), 0);
    case "files":
      return preview.files.reduce((sum, file) => sum + 60 + (file.preview === undefined ? 0 : previewSize(file.preview)), 0);
    case "none":
      return 0;
  }
}
