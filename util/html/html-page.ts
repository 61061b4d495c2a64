import { createHash } from "node:crypto";
import { escapeHtml } from "./escape-html.ts";
import { theme } from "./theme.ts";

export interface HtmlPage {
  /** Plain text; it is escaped here. */
  readonly title: string;
  /** HTML for `<main>`; whoever writes it has escaped what came from a person. */
  readonly body: string;
  /** CSS after the theme's; see theme.ts for the classes and variables that are there. */
  readonly style?: string;
  /** JavaScript of our own, the only one the page may run. */
  readonly script?: string;
  /** Further inline scripts, whole text, that may run in frames of the page. Frames made by `srcdoc` live under the page's policy. */
  readonly frameScripts?: readonly string[];
}

/**
 * A whole HTML document that needs nothing beside itself: it follows light and dark, fits narrow screens and paper, works from `file://`,
 * and its content security policy forbids every request and every script but the given ones.
 *
 * @throws RangeError when `style` or `script` holds the end tag that would close it early
 * @example
 * htmlPage({ title: "Rows", body: `<h1>${escapeHtml(name)}</h1>` })
 */
export function htmlPage({ title, body, style = "", script, frameScripts = [] }: HtmlPage): string {
  if (/<\/style/i.test(style)) throw new RangeError("htmlPage: style holds </style");
  if (script !== undefined && /<\/script|<!--/i.test(script)) throw new RangeError("htmlPage: script holds </script or <!--");
  const hashes = [...(script === undefined ? [] : [script]), ...frameScripts].map(sourceHash);
  const scriptSource = hashes.length === 0 ? "" : ` script-src ${[...new Set(hashes)].join(" ")};`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:;${scriptSource} base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>
${theme}${style}
</style>
</head>
<body>
<main>
${body}
</main>
${script === undefined ? "" : `<script>${script}</script>\n`}</body>
</html>
`;
}

/** How a content security policy names one inline script: by the hash of its text. */
function sourceHash(script: string): string {
  return `'sha256-${createHash("sha256").update(script, "utf8").digest("base64")}'`;
}
