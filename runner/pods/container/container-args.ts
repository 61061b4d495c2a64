import { quantityOf } from "../../../compiler/argo/laws/quantity.ts";
import { ownMark } from "../../run/marked-processes.ts";
import type { ReadyContainer } from "../place.ts";
import { type Engine, markLabel } from "./engine.ts";

const argoFolder = "/var/run/argo";
const terminationPath = "/dev/termination-log";

/** Who runs a container, and how it is called. */
export interface ContainerNaming {
  readonly name: string;
  /** The container whose network it shares, as containers of one pod do. */
  readonly networkOf?: string;
  /** The engine's network for pods; its own default if not given. */
  readonly network?: string;
}

/** What the engine is told to create a container of a pod: image, mounts, user, root and limits as in the manifest. */
export function createArgs(
  container: ReadyContainer,
  argoOnHost: string,
  { name, networkOf, network }: ContainerNaming,
  engine: Engine,
): readonly string[] {
  const { spec, command, args, env, mounts, files } = container;
  const { runAsUser, runAsGroup, readOnlyRootFilesystem, capabilities, privileged, allowPrivilegeEscalation } =
    spec.securityContext ?? {};
  const memory = quantityOf(spec.resources?.limits?.memory ?? "");
  const cpu = quantityOf(spec.resources?.limits?.cpu ?? "");
  const gpus = Object.entries(spec.resources?.limits ?? {}).find(([resource]) => resource.endsWith("/gpu"))?.[1];
  const [program, ...rest] = [...command];
  const joined = networkOf === undefined ? network : `container:${networkOf}`;
  return [
    "create",
    "--name",
    name,
    ...Object.values(ownMark()).flatMap((mark) => ["--label", markLabel(mark)]),
    ...(joined === undefined ? [] : ["--network", joined]),
    ...pullPolicy(spec.imagePullPolicy),
    ...Object.entries({ ARGO_PROGRESS_FILE: `${argoFolder}/progress`, ...env }).flatMap(([key, value]) => [
      "--env",
      `${key}=${value}`,
    ]),
    ...[
      { inPod: argoFolder, onHost: argoOnHost, readOnly: false },
      ...mounts,
      { inPod: spec.terminationMessagePath || terminationPath, onHost: files.termination, readOnly: false },
    ].flatMap(({ inPod, onHost, readOnly }) => ["--mount", mountOption(onHost, inPod, readOnly)]),
    ...(spec.workingDir ? ["--workdir", spec.workingDir] : []),
    ...(runAsUser === undefined ? [] : ["--user", runAsGroup === undefined ? String(runAsUser) : `${runAsUser}:${runAsGroup}`]),
    ...(readOnlyRootFilesystem === true ? ["--read-only"] : []),
    ...(privileged === true ? ["--privileged"] : []),
    ...(allowPrivilegeEscalation === false ? ["--security-opt", "no-new-privileges"] : []),
    ...(capabilities?.drop ?? []).flatMap((capability) => ["--cap-drop", capability]),
    ...(capabilities?.add ?? []).flatMap((capability) => ["--cap-add", capability]),
    ...(memory === undefined ? [] : ["--memory", String(Math.ceil(memory))]),
    ...(cpu === undefined ? [] : ["--cpus", String(cpu)]),
    ...(gpus === undefined ? [] : engine.isPodman ? ["--device", "nvidia.com/gpu=all"] : ["--gpus", String(gpus)]),
    ...(engine.isPodman ? ["--umask", "0000"] : []),
    ...(program === undefined ? [] : ["--entrypoint", engine.isPodman ? JSON.stringify([program]) : program]),
    imageFor(spec.image ?? "", engine),
    ...rest,
    ...args,
  ];
}

/** Docker gives what it is handed by `pipewright build --load` a digest of its own; the tag of our images is their content as well. */
const imageFor = (image: string, { isPodman }: Engine): string =>
  isPodman ? image : image.replace(/(:c-[0-9a-f]{16}-[0-9a-f]{16})@sha256:[0-9a-f]{64}$/, "$1");

const pullPolicy = (policy: string | undefined): readonly string[] => {
  if (policy === "Always") return ["--pull", "always"];
  return policy === "Never" ? ["--pull", "never"] : [];
};

/** An option in which commas and quotes have to be told apart, as CSV does. */
function mountOption(source: string, target: string, readOnly: boolean): string {
  const fields = ["type=bind", `source=${source}`, `target=${target}`, ...(readOnly ? ["readonly"] : [])];
  return fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",");
}
