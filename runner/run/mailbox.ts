import { randomUUID } from "node:crypto";
import { existsSync, type FSWatcher, mkdirSync, readdirSync, readFileSync, rmSync, watch } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../util/write-whole.ts";
import type { Shutdown } from "../controller/run-state.ts";

/** What somebody tells a run from outside. */
export type Mail =
  | { readonly kind: "answer"; readonly node: string; readonly answers: Readonly<Record<string, string>> }
  | { readonly kind: "stop"; readonly how: Shutdown };

const folderOf = (runFolder: string): string => join(runFolder, "mailbox");

/** File systems of other machines tell nobody that something has changed. */
const lookMilliseconds = 500;

/**
 * Puts mail into a run's mailbox, whole or not at all. Whoever works on the run takes it out, or the next one who does.
 * @returns whether it is still there
 */
export function post(runFolder: string, mail: Mail): () => boolean {
  const folder = folderOf(runFolder);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${String(Date.now()).padStart(15, "0")}-${randomUUID()}.json`); // in the order of posting
  writeWhole(path, `${JSON.stringify(mail)}\n`);
  return () => existsSync(path);
}

/** The mailbox of a run, as long as somebody works on it. Mail is taken out when what it says is done. */
export class Mailbox {
  readonly #folder: string;
  readonly #onMail: (mail: Mail) => void;
  readonly #timer: NodeJS.Timeout;
  #watcher: FSWatcher | undefined;
  #hasEnded = false;

  /** The first look comes a moment later, when whoever made it knows it. */
  constructor(runFolder: string, onMail: (mail: Mail) => void) {
    this.#folder = folderOf(runFolder);
    this.#onMail = onMail;
    this.#timer = setInterval(() => this.#look(), lookMilliseconds);
    this.#watch();
    setImmediate(() => this.#look());
  }

  end(): void {
    this.#hasEnded = true;
    clearInterval(this.#timer);
    this.#watcher?.close();
  }

  /** Without it mail waits for half a second. */
  #watch(): void {
    try {
      mkdirSync(this.#folder, { recursive: true });
      this.#watcher = watch(this.#folder, () => this.#look());
      this.#watcher.on("error", () => this.#watcher?.close());
    } catch {
      // too many watchers on this machine, or a full disk
    }
  }

  #look(): void {
    for (const name of namesIn(this.#folder)) {
      if (this.#hasEnded) return; // the rest is for whoever goes on
      const path = join(this.#folder, name);
      const mail = readMail(path);
      if (mail !== undefined) this.#onMail(mail);
      rmSync(path, { force: true });
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .toSorted();
  } catch {
    return [];
  }
}

/** Undefined for what is no mail: it is thrown away. */
function readMail(path: string): Mail | undefined {
  try {
    const mail = JSON.parse(readFileSync(path, "utf8")) as Partial<Record<string, unknown>>;
    if (mail["kind"] === "stop" && (mail["how"] === "Stop" || mail["how"] === "Terminate")) return mail as Mail;
    const { kind, node, answers } = mail;
    const isAnswer = kind === "answer" && typeof node === "string" && typeof answers === "object" && answers !== null;
    return isAnswer && Object.values(answers).every((text) => typeof text === "string") ? (mail as Mail) : undefined;
  } catch {
    return undefined;
  }
}
