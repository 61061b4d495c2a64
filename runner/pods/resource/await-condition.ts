import { ApiError } from "../../../cluster/api-error.ts";
import { watchObject } from "../../../cluster/watch-object.ts";
import type { ResourceTemplate } from "../../../compiler/argo/model.generated.ts";
import { meets, type Requirement, readCondition, shownRequirement } from "./condition.ts";
import { collectionOf, type ResourceWork, shownTarget, type Target } from "./resource-work.ts";

/** So often Argo's executor looks at an object; here only where it can't be watched. */
const everySeconds = 5;

/**
 * Waits until an object meets all terms of the success condition. Any term of the failure condition ends it first.
 * @throws Error in Argo's words
 */
export async function awaitCondition(work: ResourceWork, resource: ResourceTemplate, target: Target): Promise<void> {
  const { successCondition = "", failureCondition = "" } = resource;
  if (successCondition === "" && failureCondition === "") return;
  const success = read("success", successCondition);
  const failure = read("fail", failureCondition);
  const { client, signal, log } = work;
  const onRetry = (why: string): void => log(`the API server does not answer, trying again: ${why}`);
  const looks = watchObject({ client, collection: collectionOf(target), name: target.name ?? "", signal, everySeconds, onRetry });
  let hasToldOfWait = false;
  for await (const found of looks) {
    if (found instanceof ApiError)
      throw new Error(
        `The resource has been deleted while its status was still being checked. Will not be retried: ${found.message}`,
      );
    const failed = failure.find((term) => meets(found, term));
    if (failed !== undefined) throw new Error(`failure condition '${shownRequirement(failed)}' evaluated true`);
    if (success.every((term) => meets(found, term))) return;
    if (!hasToldOfWait) log(`waiting for ${shownTarget(target)}: ${successCondition}`);
    hasToldOfWait = true;
  }
}

function read(which: "success" | "fail", text: string): readonly Requirement[] {
  if (text === "") return [];
  try {
    return readCondition(text);
  } catch (error) {
    throw new Error(`${which} condition '${text}' failed to parse: ${(error as Error).message}`);
  }
}
