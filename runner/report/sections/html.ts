import { escapeHtml } from "../../../util/html/escape-html.ts";
import type { NodePhase } from "../../event.ts";

const tones: Readonly<Record<NodePhase, string>> = {
  Pending: "",
  Running: "run",
  Succeeded: "good",
  Failed: "bad",
  Error: "bad",
  Skipped: "",
  Omitted: "",
};

/** A state as a small coloured word, and whether a cache had the result. */
export function phaseBadge(phase: NodePhase, cachedFrom?: string): string {
  const cached = cachedFrom === undefined ? "" : ` <span class="badge run" title="from ${escapeHtml(cachedFrom)}">cached</span>`;
  return `<span class="badge ${tones[phase]}">${phase}</span>${cached}`;
}

/** Values by name as a table of two columns; nothing when there are none. Long values are cut, with their length. */
export function valuesTable(values: Readonly<Record<string, string>>): string {
  const entries = Object.entries(values);
  if (entries.length === 0) return "";
  const rows = entries.map(
    ([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${shortValue(value, 2000)}</td></tr>`,
  );
  return `<table class="values"><tbody>${rows.join("")}</tbody></table>`;
}

/** A value as code, cut to so many characters. */
export function shortValue(value: string, most: number): string {
  const text = value.length > most ? `${value.slice(0, most)}…` : value;
  const more = value.length > most ? ` <span class="muted">(${value.length} characters)</span>` : "";
  return `<code>${escapeHtml(text)}</code>${more}`;
}

/** A part of the page that can be linked to. */
export function section(id: string, title: string, body: string): string {
  return body === "" ? "" : `<section id="${id}"><h2>${escapeHtml(title)}</h2>\n${body}\n</section>`;
}

/** Something that may be wider than the page: it scrolls by itself, with the keyboard too. */
export function scrollable(name: string, body: string): string {
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escapeHtml(name)}">${body}</div>`;
}

/** A time in the page, to the second; empty for what is none. */
export function moment(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return "";
  const text = date.toISOString();
  return `<time datetime="${text}">${text.slice(0, 10)} ${text.slice(11, 19)} UTC</time>`;
}
