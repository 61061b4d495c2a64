import { field, pipeline, resource } from "pipewright";

const s = resource({
  name: "job",
  action: "get",
  manifest: { apiVersion: "batch/v1", kind: "Job", metadata: { name: "load" } },
  success: field("status.succeeded").gt(0),
});
const t = resource({
  name: "other",
  action: "get",
  manifest: { apiVersion: "batch/v1", kind: "Job", metadata: { name: "load" } },
  failure: field("status.failed").gt(0),
});

export default pipeline({ name: "wrong" }, () => {
  s();
  t();
});
