// Run by test/compiler/errors.test.ts on a Node of its own, where the author's modules are loaded as a command loads them, many in one
// process: reads a list of files as JSON from standard input and prints what `pipewright compile` would say about each, in the same order.
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { pipelineProblems } from "../../cli/pipeline-problems.ts";
import { printDiagnostics } from "../../cli/print-diagnostics.ts";
import { plainTerminal } from "../../cli/terminal.ts";
import { isError } from "../../compiler/diagnostics/diagnostic.ts";

/** What was found in one file. */
export interface Judgement {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly printed: string;
}

const judgements: Judgement[] = [];
for (const file of JSON.parse(readFileSync(0, "utf8")) as readonly string[]) {
  process.chdir(dirname(file));
  judgements.push(await judge(basename(file)));
}
process.stdout.write(JSON.stringify(judgements));

/** A compiler that breaks is a finding like another, and says so by its stack. */
async function judge(file: string): Promise<Judgement> {
  try {
    const { problems } = await pipelineProblems(file);
    return {
      errors: problems.filter(isError).map(({ code }) => code),
      warnings: problems.filter((one) => !isError(one)).map(({ code }) => code),
      printed: printDiagnostics(problems, plainTerminal),
    };
  } catch (error) {
    return { errors: ["the compiler broke"], warnings: [], printed: String((error as Error).stack) };
  }
}
