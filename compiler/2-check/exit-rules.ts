import type { Rule } from "./check.ts";
import { answerWithoutDefault } from "./rules/answer-without-default.ts";
import { approvalGoesOnAlone } from "./rules/approval-goes-on-alone.ts";
import { approvalTextHoldsTags } from "./rules/approval-text-holds-tags.ts";
import { endOutsideItsHandler } from "./rules/end-outside-its-handler.ts";
import { exitReadsArtifact } from "./rules/exit-reads-artifact.ts";
import { exitReadsOutput } from "./rules/exit-reads-output.ts";
import { outputNotKeptForExit } from "./rules/output-not-kept-for-exit.ts";
import { outputOfExitHandler } from "./rules/output-of-exit-handler.ts";
import { waitUnreadable } from "./rules/wait-unreadable.ts";

/** Laws of exit handlers, hooks and waiting. */
export const exitRules: readonly Rule[] = [
  exitReadsOutput,
  exitReadsArtifact,
  outputNotKeptForExit,
  outputOfExitHandler,
  endOutsideItsHandler,
  waitUnreadable,
  answerWithoutDefault,
  approvalGoesOnAlone,
  approvalTextHoldsTags,
];
