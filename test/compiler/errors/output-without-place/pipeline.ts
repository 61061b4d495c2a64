import { File, http, pipeline, raw, resource } from "pipewright";
import { z } from "zod";

const s = resource({
  name: "make",
  action: "create",
  manifest: { apiVersion: "v1", kind: "ConfigMap", metadata: { generateName: "made-" } },
  outputs: { made: z.string() },
});
const t = http({ name: "ping", url: "https://example.org/", outputs: { a: z.string(), b: z.int() } });
const u = raw({ name: "by-hand", outputs: { page: File }, template: { suspend: {} } });

export default pipeline({ name: "wrong" }, () => {
  s();
  t();
  u();
});
