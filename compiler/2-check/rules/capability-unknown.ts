import { didYouMean } from "../../../util/did-you-mean.ts";
import { problem } from "../../diagnostics/problem.ts";
import type { Rule } from "../check.ts";
import { containersOf } from "../options/containers-of.ts";
import { optionSites } from "../options/option-sites.ts";

/** A capability is one that Linux has, without CAP_ before it. */
export const capabilityUnknown: Rule = (plan) =>
  optionSites(plan).flatMap(({ owner, options, at }) =>
    [options.security, ...containersOf(options).map(({ container }) => container.security)].flatMap((security) =>
      (security?.addCapabilities ?? [])
        .filter((name) => !known.includes(name))
        .map((name) =>
          problem("capability-unknown", { owner, name, suggestion: didYouMean(name.replace(/^CAP_/, ""), known) }, { at }),
        ),
    ),
  );

const known: readonly string[] = (
  "ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK " +
  "IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID " +
  "SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME " +
  "SYS_TTY_CONFIG WAKE_ALARM"
).split(" ");
