import { field, pipeline, resource } from "pipewright";

const s = resource({
  name: "job",
  action: "get",
  manifest: { apiVersion: "batch/v1", kind: "Job", metadata: { name: "load" } },
  success: field("status.phase2").eq("Complete"),
  failure: field("status.failed").gt(0),
});

export default pipeline({ name: "right" }, () => {
  s();
});
