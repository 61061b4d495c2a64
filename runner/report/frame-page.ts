import { escapeHtml } from "../../util/html/escape-html.ts";

/** Runs inside a frame, before the page: tells the report how tall the page is. */
export const frameScript = `(() => {
  const root = document.documentElement;
  const height = () => (root.scrollHeight > innerHeight ? root.scrollHeight : root.getBoundingClientRect().height);
  const tell = () => parent.postMessage({ pipewrightHeight: height() }, "*");
  new ResizeObserver(tell).observe(root);
  addEventListener("load", tell);
})();`;

/**
 * A page that a step wrote, in a frame of its own. It has no origin (no cookies, no reach into the report), and the report's policy holds
 * inside it: nothing is fetched, and only the scripts that `frameScripts` names run.
 */
export function framePage(html: string, title: string, loading: "eager" | "lazy"): string {
  const page = `<script>${frameScript}</script>${asParsed(html)}`;
  return `<iframe class="page" sandbox="allow-scripts" loading="${loading}" title="${escapeHtml(title)}" srcdoc="${escapeHtml(page)}"></iframe>`;
}

/** The inline scripts of a page, as the policy must name them for them to run in the frame. */
export function frameScripts(html: string): readonly string[] {
  const scripts = [...asParsed(html).matchAll(/<script\b[^>]*>([\s\S]*?)<\/script\s*>/gi)].map((found) => found[1]!);
  return scripts.filter((script) => script.trim() !== "").slice(0, 50);
}

/** The text as a browser reads it: one kind of line end, no byte order mark, and the characters that escaping replaces. */
function asParsed(html: string): string {
  return html
    .toWellFormed()
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, "\ufffd");
}
