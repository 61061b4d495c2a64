import { spawn } from "node:child_process";
import { join } from "node:path";
import { type GoProgram, goProgram } from "../../helpers/go-program.ts";

/** go-containerregistry's registry: it keeps lists of what belongs to an image, which Debian's docker-registry does not. */
export const otherRegistry: GoProgram = await goProgram(join(import.meta.dirname, "../../other-registry"));

export interface OtherRegistry {
  readonly host: string;
  readonly stop: () => Promise<void>;
}

/** Starts it on a port of this machine; what it keeps, it keeps in memory. */
export function startOtherRegistry(): Promise<OtherRegistry> {
  return new Promise((resolve, reject) => {
    const child = spawn(otherRegistry.file!, { stdio: ["ignore", "pipe", "ignore"] });
    const ended = new Promise<void>((end) => child.once("close", () => end()));
    let said = "";
    child.once("error", reject);
    child.stdout.on("data", (chunk) => {
      said += chunk;
      const host = /listening on (\S+)\n/.exec(said)?.[1];
      if (host === undefined) return;
      const stop = (): Promise<void> => {
        child.kill("SIGKILL");
        return ended;
      };
      resolve({ host, stop });
    });
    void ended.then(() => reject(new Error(`the other registry ended: ${said}`)));
  });
}
