import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { authorStack } from "./author-stack.ts";
import { execute } from "./execute.ts";
import { exitCodes, failureOf, type StepFailure, terminationMessage } from "./failure.ts";
import { findComponent } from "./find-component.ts";
import { outputLayout, paramsFolder, podInputs, podOutputs } from "./layout.ts";
import { progressReporter } from "./progress.ts";
import { readParams } from "./read-params.ts";
import { unwireEnv } from "./wired-env.ts";

/** What a bundle knows about itself. */
export interface Bundle {
  readonly component: string;
  readonly load: () => Promise<Readonly<Record<string, unknown>>>;
  /** `import.meta.url` of the bundle: the image's files lie beside it. */
  readonly url: string;
}

/**
 * The program in every image: runs one component with what the environment says, once, and ends the process.
 *
 * | variable | meaning | in a pod |
 * |---|---|---|
 * | `PIPEWRIGHT_PARAM_<name>` | a parameter, in its wire form | |
 * | `PIPEWRIGHT_ENV_<NAME>` | the variable `NAME` of the author's, in its wire form | |
 * | `PIPEWRIGHT_IN`, `PIPEWRIGHT_OUT` | folders of artifacts, with long parameters in `.params/`, and outputs | `/pipewright/in`, `/pipewright/out` |
 * | `PIPEWRIGHT_SEED` | the run's seed | `1` |
 * | `PIPEWRIGHT_GRACE_SECONDS` | from SIGTERM to giving up | `25` |
 * | `PIPEWRIGHT_TERMINATION_LOG` | where the failure is told | `/dev/termination-log` |
 * | `ARGO_PROGRESS_FILE` | where progress is told | set by Argo |
 */
export async function main(bundle: Bundle): Promise<void> {
  const { env } = process;
  const stop = new AbortController();
  const ended = endings(bundle, env, stop);
  try {
    unwireEnv(env);
    const component = findComponent(await bundle.load(), bundle.component);
    if (component === undefined) throw new Error(`the bundle holds no component "${bundle.component}"`);
    const files = join(dirname(fileURLToPath(bundle.url)), "files");
    const inputsFolder = env["PIPEWRIGHT_IN"] ?? podInputs;
    await execute({
      component,
      params: await readParams(component.spec, { env, folder: paramsFolder(inputsFolder), files }),
      inputsFolder,
      outputsFolder: env["PIPEWRIGHT_OUT"] ?? podOutputs,
      log: {
        info: (message) => process.stdout.write(`${message}\n`),
        warn: (message) => process.stderr.write(`warning: ${message}\n`),
      },
      seed: Number(env["PIPEWRIGHT_SEED"] ?? 1),
      signal: stop.signal,
      progress: progressReporter(env["ARGO_PROGRESS_FILE"]),
    });
    await ended(undefined);
  } catch (error) {
    await ended(failureOf(error, stop.signal));
  }
}

/** Watches over every way a process can end; the returned function ends it in the right one. */
function endings(
  bundle: Bundle,
  env: NodeJS.ProcessEnv,
  stop: AbortController,
): (failure: StepFailure | undefined) => Promise<void> {
  const graceMilliseconds = Number(env["PIPEWRIGHT_GRACE_SECONDS"] ?? 25) * 1000;
  let done = false;
  const ended = async (failure: StepFailure | undefined): Promise<void> => {
    if (done) return;
    done = true;
    if (failure !== undefined) tell(env, inAuthorsFiles(failure, bundle.url));
    await flushed();
    process.exit(failure === undefined ? 0 : exitCodes[failure.fault]);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      stop.abort(new Error(`stopped by ${signal}`));
      setTimeout(
        () =>
          ended({
            fault: "stopped",
            message: `did not stop within ${graceMilliseconds / 1000} s of ${signal}`,
            help: undefined,
            stack: undefined,
          }),
        graceMilliseconds,
      ).unref();
    });
  }
  process.on("uncaughtException", (error) => ended(failureOf(error, stop.signal)));
  process.on("unhandledRejection", (error) => ended(failureOf(error, stop.signal)));
  // nothing is left to wait for, and yet run is not done
  process.on("beforeExit", () => ended(componentFault("run waits for a promise that nothing will settle")));
  process.on("exit", (code) => {
    if (done) return;
    tell(env, componentFault(`called process.exit(${code}) before run was done`));
    process.exitCode = code === 0 ? exitCodes.component : code;
  });
  return ended;
}

const componentFault = (message: string): StepFailure => ({ fault: "component", message, help: undefined, stack: undefined });

/** A reader that has stopped reading holds the end up for this long. */
const flushMilliseconds = 5000;

/** Waits until what was printed has left the process: `process.exit` would drop it. */
async function flushed(): Promise<void> {
  const written = [process.stdout, process.stderr].map(
    (stream) => new Promise<void>((resolve) => stream.write("", () => resolve())),
  );
  const timeout = new Promise<void>((resolve) => setTimeout(resolve, flushMilliseconds).unref());
  await Promise.race([Promise.all(written), timeout]);
}

/** A failure of the component with the place in the author's own files, where a map leads there. */
function inAuthorsFiles(failure: StepFailure, url: string): StepFailure {
  if (failure.stack === undefined) return failure;
  const { stack, place } = authorStack(failure.stack, url);
  return { ...failure, stack, message: place === undefined ? failure.message : `${failure.message} (${place})` };
}

/** Takes away what is half made, which may be what fills the disk, and says what went wrong. */
function tell(env: NodeJS.ProcessEnv, failure: StepFailure): void {
  rmSync(outputLayout(env["PIPEWRIGHT_OUT"] ?? podOutputs).staging, { recursive: true, force: true });
  const text = terminationMessage(failure);
  process.stderr.write(`${failure.stack === undefined ? text : `${failure.fault}: ${failure.stack}`}\n`);
  try {
    writeFileSync(env["PIPEWRIGHT_TERMINATION_LOG"] ?? "/dev/termination-log", text);
  } catch {
    // outside a pod there is no such file, and the log has said it
  }
}
