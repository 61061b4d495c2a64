import { pipeline, resource } from "pipewright";
import { z } from "zod";

const s = resource({
  name: "make",
  action: "create",
  manifest: { apiVersion: "v1", kind: "ConfigMap", metadata: { generateName: "a-" } },
});
const t = resource({
  name: "get",
  action: "get",
  params: { name: z.string() },
  manifest: ({ params }) => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: params.name.word } }),
});

export default pipeline({ name: "right" }, () => {
  s();
  t({ name: "a" });
});
