import { allMessages, topicTitles } from "../../compiler/diagnostics/message-of.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { type ExitCode, exitCode } from "../exit-codes.ts";
import { errorPage } from "../explain/error-pages.ts";
import { listCodes } from "../explain/list-codes.ts";
import { renderMarkdown } from "../explain/render-markdown.ts";
import { terminalFor } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

/** `pipewright explain [code]` */
export async function explainCommand(args: readonly string[]): Promise<ExitCode> {
  const [code, ...more] = args;
  const odd = args.find((arg) => arg.startsWith("-"));
  if (odd !== undefined) throw new UsageError(`explain has no option ${odd}.`);
  if (more.length > 0) throw new UsageError(`explain takes one code, got ${args.length}.`);
  const terminal = terminalFor(process.stdout);
  const page = code === undefined ? undefined : errorPage(code);
  if (code === undefined) process.stdout.write(listCodes(allMessages, topicTitles, terminal));
  else if (page !== undefined)
    process.stdout.write(renderMarkdown(page.text.replace(/\n\[All codes\]\(README\.md\)\n$/, ""), terminal));
  else
    throw new UsageError(
      `There is no problem "${code}".${didYouMean(code, Object.keys(allMessages))} pipewright explain lists them.`,
    );
  return exitCode.fine;
}
