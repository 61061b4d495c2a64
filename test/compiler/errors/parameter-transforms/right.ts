import { component, pipeline } from "pipewright";
import { z } from "zod";

const read = component({ name: "read", params: { list: z.string().transform((text) => text.split(",")) }, run: () => {} });

export default pipeline({ name: "right", params: { list: z.string().min(1).optional().default("a,b") } }, ({ list }) => {
  read({ list });
});
