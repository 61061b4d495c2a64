import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { RunEvent } from "../../runner/event.ts";
import { makeRunFolder, type RunCluster } from "../../runner/run/run-folder.ts";
import { writeWhole } from "../../util/write-whole.ts";
import type { FollowedWorkflow } from "./followed-workflow.ts";
import { saneWorkflow } from "./sane-workflow.ts";
import { statusEvents } from "./status-events.ts";

/** The id of a cluster's run in the record: its name, and enough of its uid for another one that is called the same. */
export const recordedId = ({ name, uid }: Pick<FollowedWorkflow, "name" | "uid">): string => `${name}-${uid.slice(0, 8)}`;

/**
 * The folder of a run that goes on elsewhere: what was seen of it lies there as that of a local run, so that `show`, `logs`, `diff` and the
 * report need not know where it ran. Each follower begins the file of events anew with all that can be seen, and keeps the logs that an
 * earlier one has heard.
 */
export class RunFiles {
  readonly folder: string;
  readonly events: RunEvent[] = [];
  readonly #place: RunCluster;
  readonly #runId: string;
  readonly #kept: readonly RunEvent[];
  #before: FollowedWorkflow | undefined;
  #isOpen = false;

  /** @param runsFolder where the folders of runs are */
  constructor(runsFolder: string, workflow: FollowedWorkflow, place: RunCluster) {
    this.#runId = recordedId(workflow);
    this.folder = join(runsFolder, this.#runId);
    this.#place = place;
    this.#kept = keptLogs(join(this.folder, "events.jsonl"));
  }

  /** Whether an earlier follower has heard something of its logs. */
  get hasLogs(): boolean {
    return this.#kept.length > 0;
  }

  /** The manifest of the run, as it was submitted. */
  get manifest(): string {
    const path = join(this.folder, "manifest.yaml");
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  }

  /**
   * Writes what a look has told, and gives it back.
   * @param between told before what ends in this look: the logs of steps that have failed
   * @throws RunError when the folder can't be written
   */
  look(given: unknown, now: FollowedWorkflow, between: readonly RunEvent[] = []): readonly RunEvent[] {
    const { context, namespace } = this.#place;
    const isFirst = !this.#isOpen;
    if (isFirst) this.#begin(given, now);
    const told = statusEvents(this.#before, now, {
      runId: this.#runId,
      folder: this.folder,
      notes: [`runs on the cluster of context "${context}", namespace "${namespace}", as ${now.name}`],
      environment: { context, namespace, uid: now.uid },
    });
    this.#before = now;
    const heard = [...(isFirst ? this.#kept : []), ...between];
    const end = told.findIndex(({ type }) => type === "node-finished" || type === "run-finished");
    const at = end < 0 ? told.length : end;
    const events = [...told.slice(0, at), ...heard, ...told.slice(at)];
    this.#write(events, isFirst);
    return events;
  }

  /** The last look, kept as it was: where its artifacts lie is known when the Workflow is gone. */
  end(given: unknown): void {
    writeWhole(join(this.folder, "workflow.json"), JSON.stringify(given));
  }

  #begin(given: unknown, { uid, createdAt, parameters, name }: FollowedWorkflow): void {
    const info = { runId: this.#runId, uid, createdAt, parameters, seed: 1, remote: { ...this.#place, workflow: name } };
    makeRunFolder(this.folder, manifestOf(given), info);
    const began = new Date(createdAt);
    utimesSync(join(this.folder, "run.json"), began, began); // `last` is the latest that began, not that was looked at
    mkdirSync(join(this.folder, "steps"), { recursive: true });
    this.#isOpen = true;
  }

  #write(events: readonly RunEvent[], isFirst: boolean): void {
    this.events.push(...events);
    const text = events.map((event) => `${JSON.stringify(event)}\n`).join("");
    const path = join(this.folder, "events.jsonl");
    if (!isFirst) {
      if (text !== "") appendFileSync(path, text);
      return;
    }
    const begun = `${path}.${process.pid}`;
    try {
      writeFileSync(begun, text);
      renameSync(begun, path);
    } finally {
      rmSync(begun, { force: true });
    }
  }
}

/** What earlier followers have heard of logs: pods may be gone by now. */
function keptLogs(path: string): readonly RunEvent[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.startsWith('{"type":"node-log"') && line.endsWith("}"))
    .map((line) => JSON.parse(line) as RunEvent);
}

/** The Workflow as it could be submitted again, with the templates that it refers to. */
function manifestOf(given: unknown): string {
  const { apiVersion = "argoproj.io/v1alpha1", kind = "Workflow", metadata, spec, status = {} } = saneWorkflow(given);
  const { name, namespace, labels, annotations } = metadata;
  const stored = status.storedWorkflowTemplateSpec ?? {};
  const whole = Object.keys(stored).length === 0 ? spec : { ...stored, arguments: spec?.arguments ?? stored.arguments };
  return stringify({ apiVersion, kind, metadata: { name, namespace, labels, annotations }, spec: whole });
}
