/** What the flags of a resource template ask of kubectl, as far as they are known here. */
export interface KubectlFlags {
  readonly namespace?: string;
  /** `TYPE NAME` or `TYPE/NAME`. */
  readonly args: readonly string[];
  readonly force: boolean;
  readonly waits: boolean;
  readonly ignoresMissing: boolean;
  readonly validation: "Strict" | "Warn" | "Ignore";
  readonly isDryRun: boolean;
  readonly fieldManager?: string;
  readonly graceSeconds?: number;
  readonly cascade: "Background" | "Foreground" | "Orphan";
  readonly subresource?: string;
}

/** Flags that say nothing of their own here: what they ask for is done in any case, or only changes what is printed. */
const withoutEffect: ReadonlySet<string> = new Set([
  ...[
    "server-side",
    "force-conflicts",
    "save-config",
    "record",
    "show-managed-fields",
    "v",
    "warnings-as-errors",
    "overwrite",
    "now",
  ],
]);
const takesValue: ReadonlySet<string> = new Set([
  ...["namespace", "field-manager", "grace-period", "subresource", "request-timeout", "timeout", "v"],
]);
const shortNames: Readonly<Record<string, string>> = { n: "namespace", v: "v" };

/**
 * Reads the flags of a resource template.
 * @throws Error for a flag that is not known here
 */
export function readKubectlFlags(flags: readonly string[]): KubectlFlags {
  const args: string[] = [];
  const named = new Map<string, string>();
  const rest = [...flags];
  for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
    const match = /^(--?)([A-Za-z][\w-]*)(?:=([\s\S]*))?$/.exec(flag);
    if (match === null) {
      args.push(flag);
      continue;
    }
    const [, dashes, written = "", value] = match;
    const name = dashes === "-" ? (shortNames[written] ?? written) : written;
    if (!known.has(name) && !withoutEffect.has(name)) throw new Error(`kubectl's flag "${flag.split("=")[0]}" is not known here`);
    named.set(name, value ?? (takesValue.has(name) ? (rest.shift() ?? "") : "true"));
  }
  return readNamed(named, args);
}

const known: ReadonlySet<string> = new Set([
  ...["namespace", "force", "wait", "ignore-not-found", "validate", "dry-run", "field-manager", "grace-period", "cascade"],
  ...["subresource", "request-timeout", "timeout"],
]);

function readNamed(named: ReadonlyMap<string, string>, args: readonly string[]): KubectlFlags {
  const [namespace, fieldManager, subresource] = ["namespace", "field-manager", "subresource"].map((name) => named.get(name));
  const grace = named.get("grace-period");
  const dryRun = named.get("dry-run");
  return {
    args,
    force: named.get("force") === "true",
    waits: named.get("wait") !== "false",
    ignoresMissing: named.get("ignore-not-found") === "true",
    validation: validations[named.get("validate") ?? "strict"] ?? "Strict",
    isDryRun: dryRun !== undefined && dryRun !== "none",
    cascade: cascades[named.get("cascade") ?? "background"] ?? "Background",
    ...(namespace !== undefined && { namespace }),
    ...(fieldManager !== undefined && { fieldManager }),
    ...(subresource !== undefined && { subresource }),
    ...(grace !== undefined && Number(grace) >= 0 && { graceSeconds: Number(grace) }),
  };
}

const validations: Readonly<Record<string, KubectlFlags["validation"]>> = {
  strict: "Strict",
  true: "Strict",
  warn: "Warn",
  ignore: "Ignore",
  false: "Ignore",
};

const cascades: Readonly<Record<string, KubectlFlags["cascade"]>> = {
  background: "Background",
  true: "Background",
  foreground: "Foreground",
  orphan: "Orphan",
  false: "Orphan",
};
