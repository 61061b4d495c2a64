import { findEngine, markLabel, runEngine } from "./engine.ts";

/** Ends the containers that runners which are gone have left. */
export async function endMarkedContainers(marks: readonly string[]): Promise<void> {
  const engine = await findEngine();
  if ("why" in engine) return; // then nothing of them runs either
  for (const mark of marks) {
    const { stdout } = await runEngine(engine.program, ["ps", "--all", "--quiet", "--filter", `label=${markLabel(mark)}`]);
    const ids = stdout.toString().split("\n").filter(Boolean);
    if (ids.length > 0) await runEngine(engine.program, ["rm", "--force", "--volumes", ...ids]);
  }
}
