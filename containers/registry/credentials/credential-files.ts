import { homedir } from "node:os";
import { join } from "node:path";

/** The files that may hold logins, the most particular first. */
export function credentialFiles(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const home = environment["HOME"] ?? environment["USERPROFILE"] ?? homedir();
  const { REGISTRY_AUTH_FILE, DOCKER_CONFIG, XDG_RUNTIME_DIR, XDG_CONFIG_HOME } = environment as Readonly<
    Partial<Record<string, string>>
  >;
  const files = [
    REGISTRY_AUTH_FILE,
    join(DOCKER_CONFIG || join(home, ".docker"), "config.json"),
    XDG_RUNTIME_DIR ? join(XDG_RUNTIME_DIR, "containers", "auth.json") : undefined,
    join(XDG_CONFIG_HOME || join(home, ".config"), "containers", "auth.json"),
  ];
  return files.filter((file): file is string => file !== undefined && file !== "");
}
