import { spawn } from "node:child_process";
import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { component, pipeline } from "pipewright";
import { z } from "zod";

/** A step with a child, and a child that has left its process group; it waits until a file is there. */
const family = component({
  name: "family",
  params: { folder: z.string(), ignoresTerm: z.boolean().default(false) },
  outputs: { done: z.boolean() },
  run: async ({ params: { folder, ignoresTerm }, log }) => {
    if (ignoresTerm) process.on("SIGTERM", () => log.info("not I"));
    const forever = ["-e", "setInterval(() => {}, 1000)"];
    const child = spawn(process.execPath, forever, { stdio: "ignore" });
    const stranger = spawn(process.execPath, forever, { stdio: "ignore", detached: true });
    appendFileSync(`${folder}/pids`, `${process.pid} ${child.pid} ${stranger.pid}\n`);
    while (!existsSync(`${folder}/go`)) await sleep(50);
    stranger.kill();
    child.kill();
    writeFileSync(`${folder}/done`, "");
    return { done: true };
  },
});

export default pipeline(
  { name: "family", params: { folder: z.string(), ignoresTerm: z.boolean().default(false) } },
  ({ folder, ignoresTerm }) => {
    family({ folder, ignoresTerm });
  },
);
