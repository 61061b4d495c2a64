import type { Value } from "../value.ts";
import type { Evaluation, FollowedCall } from "./evaluation.ts";

/**
 * A file of the project that is read while its module loads. The image has the module, and not the file; a `try` around it is taken
 * for an answer to that.
 */
export function noteFileRead({ state, facts }: Evaluation, path: string, { node, args, scope }: FollowedCall): void {
  if (state.calls.length > 0 || state.bodies.length > 0 || state.tries > 0 || state.uncertain > 0) return;
  if (isOfTheProject(args[0])) facts.fileReads.push({ node, module: scope.module, path });
}

/** A relative path, or one that starts at the module or at the working folder. */
function isOfTheProject(path: Value | undefined): boolean {
  if (path?.kind === "varying") return /^(import\.meta\.|process\.cwd$)/.test(path.cause.path);
  return path?.kind === "plain" && path.text !== undefined && !/^(\/|[A-Za-z]:|\w+:\/\/)/.test(path.text);
}
