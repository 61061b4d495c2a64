import { pipeline, resource } from "pipewright";

const s = resource({
  name: "get",
  action: "get",
  manifest: { apiVersion: "v1", kind: "ConfigMap", metadata: { generateName: "a-" } },
});
const t = resource({ name: "make", action: "create", manifest: "kind: [a" });

export default pipeline({ name: "wrong" }, () => {
  s();
  t();
});
