import { component, pipeline, when } from "pipewright";
import { ingest } from "../parts.ts";

export const waits = component({ name: "waits", run: async () => void (await Promise.resolve()) });

export default pipeline({ name: "right" }, () => {
  const { good } = ingest({ source: "a.csv" });
  when(good, () => void waits());
});
