import { component } from "pipewright";
import { z } from "zod";

export const list = component({ name: "list", outputs: { names: z.array(z.string()) }, run: () => ({ names: ["a"] }) });
