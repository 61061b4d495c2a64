/** The names under which the login for a registry may be filed; Docker Hub's is filed under the address that it had first. */
export const serverKeys = (registry: string): readonly string[] =>
  registry === "docker.io" ? ["https://index.docker.io/v1/", "index.docker.io", "docker.io", "registry-1.docker.io"] : [registry];
