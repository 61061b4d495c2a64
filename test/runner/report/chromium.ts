import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";

/** A Chromium on the PATH, if there is one. */
export const chromiumPath = (process.env.PATH ?? "")
  .split(delimiter)
  .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)))
  .find((path) => existsSync(path));

const flags =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --remote-debugging-port=0 --window-size=1200,1600";

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly args?: readonly { readonly value?: unknown }[]; readonly entry?: { readonly text: string } };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** One tab of a real browser, spoken to in the Chrome DevTools Protocol. */
export class ChromiumTab {
  /** What the page and the browser said in the console. */
  readonly console: string[] = [];
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (message: Message) => void>();
  #next = 0;

  private constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = process;
    this.#profile = profile;
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#hear(JSON.parse(String(data)) as Message));
  }

  /** Starts a browser of its own and opens an address in it. */
  static async open(address: string): Promise<ChromiumTab> {
    if (chromiumPath === undefined) throw new Error("there is no chromium on the PATH");
    const profile = mkdtempSync(join(tmpdir(), "pipewright-chromium-"));
    const browser = spawn(chromiumPath, [...flags.split(" "), `--user-data-dir=${profile}`, "about:blank"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const port = await listeningPort(browser);
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as readonly {
      readonly type: string;
      readonly webSocketDebuggerUrl: string;
    }[];
    const socket = new WebSocket(targets.find(({ type }) => type === "page")!.webSocketDebuggerUrl);
    await once(socket, "open");
    const tab = new ChromiumTab(browser, profile, socket);
    for (const domain of ["Runtime", "Log", "Page"]) await tab.#call(`${domain}.enable`);
    await tab.#call("Page.navigate", { url: address });
    return tab;
  }

  /** Waits until an expression is true in the page; throws with what it was last when that does not happen. */
  async until(expression: string, seconds = 20): Promise<void> {
    const end = Date.now() + seconds * 1000;
    let last: unknown;
    while (Date.now() < end) {
      last = await this.value(expression);
      if (last === true) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${expression} was ${JSON.stringify(last)} for ${seconds} s; console: ${this.console.join("\n")}`);
  }

  /** The value of an expression in the page. */
  async value(expression: string): Promise<unknown> {
    const { result } = (await this.#call("Runtime.evaluate", { expression, returnByValue: true })) as {
      readonly result: { readonly value?: unknown };
    };
    return result.value;
  }

  async close(): Promise<void> {
    const ended = once(this.#process, "exit");
    this.#socket.close();
    this.#process.kill("SIGKILL");
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  #call(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#next;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) =>
        error === undefined ? resolve(result) : reject(new Error(`${method}: ${error.message}`)),
      );
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  #hear({ id, method, params, ...answer }: Message): void {
    if (id !== undefined) this.#waiting.get(id)?.(answer);
    if (method === "Log.entryAdded") this.console.push(params?.entry?.text ?? "");
    if (method === "Runtime.consoleAPICalled")
      this.console.push((params?.args ?? []).map(({ value }) => String(value)).join(" "));
  }
}

async function listeningPort(browser: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: browser.stderr! })) {
    const found = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line);
    if (found !== null) {
      browser.stderr!.resume();
      return found[1]!;
    }
  }
  throw new Error("chromium ended before it listened");
}
