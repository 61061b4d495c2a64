import type { Program } from "../../../dsl/foreign/work.ts";
import type { TaskOptions } from "../../../dsl/task-options.ts";
import type { Container, Template } from "../../argo/model.generated.ts";
import type { PlanTask } from "../../plan/plan.ts";
import type { Lowering } from "../lowering.ts";
import { literal, lowerEnv } from "../options/env.ts";
import { gpuEnvironment, visibleDevices } from "../options/gpu-environment.ts";
import { containerSecurity, restricted } from "../options/security.ts";
import { containerOptions, templateOptions } from "../options/template-options.ts";
import { foreignContext } from "./foreign-context.ts";
import { renderText } from "./render-text.ts";

/** Folders of every program that it may write to: the pod's own, empty at first. */
const writable = [
  { name: "tmp", mountPath: "/tmp" },
  { name: "out", mountPath: "/pipewright/out" },
];

/** The program of a foreign step as a container: its own environment first, then the task's. */
export function lowerProgram(program: Program, options: TaskOptions, lowering: Lowering): Container {
  const { image, command, args, env, workingDir, security } = program;
  const variables = Object.entries(env).flatMap(([name, value]) =>
    typeof value === "string" ? [{ name, value: renderText(value) }] : lowerEnv({ [name]: value }, false),
  );
  const seen = gpuEnvironment(options.resources?.gpu, image).filter(
    ({ name }) => name === visibleDevices && !Object.hasOwn(env, name),
  );
  return {
    image: renderText(lowering.images.pinned?.(image) ?? image, literal),
    command: command.map((text) => renderText(text)),
    ...(args.length > 0 && { args: args.map((text) => renderText(text)) }),
    ...(workingDir !== undefined && { workingDir: renderText(workingDir) }),
    ...containerOptions(options, foreignContext(lowering), { env: [...variables, ...seen], volumeMounts: writable }),
    securityContext: containerSecurity({ ...security, ...rootIsMeant(security), ...options.security }, restricted),
  };
}

/** Who asks for user 0 means it. */
const rootIsMeant = ({ runAsUser, runAsNonRoot }: Program["security"]) =>
  runAsUser === 0 && runAsNonRoot === undefined ? { runAsNonRoot: false } : {};

/** What every foreign step has that is a pod. */
export function foreignPod(task: PlanTask, lowering: Lowering): Partial<Template> {
  const { metadata, ...template } = templateOptions(task.options, foreignContext(lowering));
  return {
    ...template,
    metadata: { ...metadata, labels: { ...metadata?.labels, "pipewright.dev/component": task.component.spec.name } },
  };
}
