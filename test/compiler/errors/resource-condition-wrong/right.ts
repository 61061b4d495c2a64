import { field, pipeline, resource } from "pipewright";

const s = resource({
  name: "job",
  action: "get",
  manifest: { apiVersion: "batch/v1", kind: "Job", metadata: { name: "load" } },
  success: [field("status.phase").eq("Succeeded"), field("metadata.labels.team").exists(), field("status.gone").absent()],
  failure: [field("status.phase").in(["Failed", "Error"]), field("status.failed").gt(3), field("status.reason").ne("")],
});

export default pipeline({ name: "right" }, () => {
  s();
});
