import { component, file, pipeline } from "pipewright";
import { z } from "zod";

const read = component({ name: "read", params: { from: z.string(), also: z.string().default("") }, run: () => {} });

export default pipeline({ name: "files" }, () => {
  read({ from: file("pipeline.ts") });
  read({ from: "https://example.org/rows.csv" });
});
