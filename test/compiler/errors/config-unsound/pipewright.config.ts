import { config } from "pipewright";

const settings = { profil: "gke", registry: "ghcr.io/Me", target: "argo-5" };

export default config(settings as object);
