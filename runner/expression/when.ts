/**
 * What `when` says after its tags have been replaced: does the step run?
 *
 * @param text the text of `when`, with every tag replaced
 * @returns true when the step runs; an empty text means run
 * @throws Error with the controller's words when the text is no condition
 * @example evaluateWhen("true") // => true
 */
export function evaluateWhen(text: string): boolean {
  if (text === "") return true;
  const word = text.trim();
  if (word === "true") return true;
  if (word === "false") return false;
  throw new Error(`Invalid 'when' expression '${text}'`);
}
