import { component, Examples, pipeline } from "pipewright";
import { z } from "zod";
import { ingest } from "../parts.ts";

const show = component({ name: "show", params: { examples: z.string() }, inputs: { examples: Examples }, run: () => {} });

export default pipeline({ name: "wrong" }, () => {
  const { examples } = ingest({ source: "a.csv" });
  // @ts-expect-error no value is both an artifact and a text
  show({ examples });
});
