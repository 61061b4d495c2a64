import type { Lowering } from "../lowering.ts";
import type { OptionsContext } from "../options/template-options.ts";

/** What the options of a foreign step depend on: no harness of ours checks, decodes or ends with codes that mean something. */
export const foreignContext = ({ workflow }: Lowering): OptionsContext => ({ ...workflow, hasHarness: false });
