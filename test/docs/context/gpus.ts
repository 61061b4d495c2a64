import { component, Examples, Model } from "pipewright";
import { z } from "zod";
import { artifactRef, noWork } from "./given.ts";

export const ingest = component({ name: "ingest", params: { source: z.string() }, outputs: { examples: Examples }, run: noWork });
export const train = component({ name: "train", inputs: { examples: Examples }, outputs: { model: Model }, run: noWork });
export const examples = artifactRef(Examples);
