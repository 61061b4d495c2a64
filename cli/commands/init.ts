import { profiles } from "../../compiler/profiles/profiles.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { partsOf } from "../init/cluster-overlay.ts";
import { stores, toSet } from "../init/stores.ts";
import { writeOverlay } from "../init/write-overlay.ts";
import { oneOf, parseVerb } from "../parse-args.ts";
import { UsageError } from "../usage-error.ts";

/** Names of Kubernetes: a label of DNS. */
const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

export async function initCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("init", args, {
    cluster: { type: "boolean" },
    namespace: { type: "string" },
    storage: { type: "string" },
    profile: { type: "string" },
    queue: { type: "string" },
  });
  if (options.cluster !== true)
    throw new UsageError("pipewright init wants --cluster: it writes what a namespace needs for pipelines.");
  const [folder = "deploy", second] = paths;
  if (second !== undefined) throw new UsageError(`pipewright init takes one folder; "${second}" is one too many.`);
  const wishes = {
    namespace: named("namespace", options.namespace) ?? "pipelines",
    store: oneOf("storage", options.storage, stores) ?? "s3",
    profile: oneOf("profile", options.profile, Object.keys(profiles)) ?? "generic",
    queue: named("queue", options.queue),
  };
  writeOverlay(folder, wishes);
  const { namespace, store } = wishes;
  process.stdout.write(`${folder}: namespace "${namespace}" with ${partsOf(wishes).join(", ")}

  1. Set in ${folder}/pipewright/storage/${store}: ${toSet[store].replace("NAMESPACE", namespace)}
  2. kubectl apply --server-side -k ${folder}
  3. pipewright apply pipeline.ts --namespace ${namespace} --profile ${folder}/profile.ts
`);
  return exitCode.fine;
}

function named(option: string, text: string | undefined): string | undefined {
  if (text === undefined || dnsLabel.test(text)) return text;
  throw new UsageError(`--${option} wants a name of lower-case letters, digits and hyphens, got "${text}".`);
}
