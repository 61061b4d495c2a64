import { File, http, pipeline, raw, resource } from "pipewright";
import { z } from "zod";

const s = resource({
  name: "make",
  action: "create",
  manifest: { apiVersion: "v1", kind: "ConfigMap", metadata: { generateName: "made-" } },
  outputs: { made: z.string() },
  outputsFrom: { made: { jq: ".metadata.name" } },
});
const t = http({ name: "ping", url: "https://example.org/", outputs: { answer: z.object({ a: z.string() }) } });
const u = raw({
  name: "by-hand",
  outputs: { page: File, log: z.string() },
  outputsFrom: { log: "result" },
  template: { container: { image: "alpine:3.22", command: ["a"] }, outputs: { artifacts: [{ name: "page", path: "/tmp/p" }] } },
});

export default pipeline({ name: "right" }, () => {
  s();
  t();
  u();
});
