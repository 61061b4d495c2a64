import { field, pipeline, resource } from "pipewright";

const s = resource({
  name: "job",
  action: "get",
  manifest: { apiVersion: "batch/v1", kind: "Job", metadata: { name: "load" } },
  success: field('status.conditions.#(type=="Ready").status').eq("True"),
  failure: [field("status.phase").in(["Failed", "not ready"]), field("status.failed").gt(0.5)],
});

export default pipeline({ name: "wrong" }, () => {
  s();
});
