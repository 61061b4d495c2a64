import { minutes, profile } from "pipewright";

export default profile({
  name: "office",
  base: "gke",
  kinds: { h100: { resource: "nvidia.com/gpu", nodeSelector: { "office.example/gpu": "h100" } } },
  devices: ["office.example/camera"],
  defaults: { retry: 1, labels: { "office.example/team": "ranking" }, pendingTimeout: minutes(20) },
  options: { serviceAccount: "office", ttl: "2d" },
});
