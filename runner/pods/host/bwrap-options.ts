import type { Container } from "../../../compiler/argo/model.generated.ts";
import type { HostContainer } from "./host-container.ts";

/** The descriptor by which bubblewrap tells the process that it made. */
export const statusDescriptor = 3;

/** The descriptor from which bubblewrap reads its options: nobody else on this machine is to see secrets among them. */
export const optionsDescriptor = 4;

/** The options of bubblewrap for a container. */
export function bwrapOptions(
  base: readonly string[],
  container: HostContainer,
  { securityContext, resources }: Container,
): readonly string[] {
  const { runAsUser = 0, runAsGroup = runAsUser, readOnlyRootFilesystem } = securityContext ?? {};
  const isNamespaced = base.includes("--unshare-user");
  const wantsGpu = Object.keys(resources?.limits ?? {}).some((name) => name.endsWith("/gpu"));
  return [
    "--json-status-fd",
    String(statusDescriptor),
    ...(isNamespaced ? ["--uid", String(runAsUser), "--gid", String(runAsGroup)] : []),
    "--bind",
    container.root,
    "/",
    ...base, // after the root, into which it mounts
    "--dev",
    "/dev",
    "--tmpfs",
    "/dev/shm",
    ...(wantsGpu ? devices.flatMap((path) => ["--dev-bind-try", path, path]) : []),
    ...container.mounts.flatMap(({ inPod, onHost, readOnly }) => [readOnly ? "--ro-bind" : "--bind", onHost, inPod]),
    ...(readOnlyRootFilesystem === true ? ["--remount-ro", "/"] : []),
    "--clearenv",
    ...Object.entries(container.env).flatMap(([name, value]) => ["--setenv", name, value]),
    "--chdir",
    container.workingDir,
  ];
}

const devices = [
  "/dev/nvidiactl",
  "/dev/nvidia-uvm",
  "/dev/nvidia-uvm-tools",
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((n) => `/dev/nvidia${n}`),
];
