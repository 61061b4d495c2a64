import { escapeHtml } from "../../../util/html/escape-html.ts";
import { answererWords, isPause } from "../../logging/answered-words.ts";
import type { NodeRecord } from "../../logging/node-record.ts";
import { moment, scrollable } from "./html.ts";

/** What a step asked, what could be answered, what was, when and from where. A step that only paused has asked nothing. */
export function questionPart(node: NodeRecord): string {
  const { asked, answered } = node;
  const parameters = asked?.parameters ?? [];
  const hasAsked = asked !== undefined && (parameters.length > 0 || asked.until === undefined);
  if (!hasAsked && (answered === undefined || isPause(answered))) return "";
  const answers = Object.entries(answered?.answers ?? {});
  const known = new Map(parameters.map((one) => [one.name, one]));
  const names = [...new Set([...known.keys(), ...answers.map(([name]) => name)])];
  const given = new Map(answers);
  const rows = names.map((name) => {
    const { description = "", choices = [], default: byDefault = "" } = known.get(name) ?? {};
    const answer = given.get(name);
    return `<tr><th scope="row">${escapeHtml(name)}</th><td>${answer === undefined ? `<span class="muted">none</span>` : `<strong>${escapeHtml(answer)}</strong>`}</td><td>${escapeHtml(choices.join(", "))}</td><td>${escapeHtml(byDefault)}</td><td>${escapeHtml(description)}</td></tr>`;
  });
  const heads = ["Asked for", "Answer", "Choices", "Default", "What it is"]
    .map((head) => `<th scope="col">${head}</th>`)
    .join("");
  const table =
    rows.length === 0
      ? ""
      : scrollable("Question", `<table class="compact"><thead><tr>${heads}</tr></thead><tbody>${rows.join("")}</tbody></table>`);
  const message = asked?.message === undefined ? "" : `<p>${escapeHtml(asked.message)}</p>`;
  return `${message}${table}<p class="muted">${[askedWords(node), endWords(node)].filter((part) => part !== "").join(" ")}</p>`;
}

function askedWords({ asked }: NodeRecord): string {
  if (asked === undefined) return "";
  const time = moment(asked.time);
  const until = asked.until === undefined ? "" : moment(asked.until);
  return `Asked${time === "" ? "" : ` ${time}`}${until === "" ? "" : `, until ${until}`}.`;
}

function endWords({ answered, finished }: NodeRecord): string {
  if (answered === undefined) return finished === undefined ? "Nobody has answered." : "";
  const time = moment(answered.time);
  return `Answered ${answererWords[answered.by]}${time === "" ? "" : `, ${time}`}.`;
}
