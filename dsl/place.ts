import { fileURLToPath } from "node:url";

/** Where the author wrote something: an absolute file and a 1-based line and column. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const framePosition = /(?:\(|at (?:async )?)((?:file:\/\/)?[^()]+?)(?:\?[^:()]*)?:(\d+):(\d+)\)?$/;

/**
 * The place that called `word`, a public function of the DSL.
 *
 * V8 leaves out every frame above and including `word`, so the first one that remains is the author's;
 * Node strips types without moving a character, so its line and column are those of the source.
 */
export function callerOf(word: Function): Place | undefined {
  const isMapped = Error.prepareStackTrace !== undefined || process.sourceMapsEnabled;
  return isMapped ? callerByText(word) : callerBySites(word);
}

/** Native frames such as that of JSON.stringify may stand between the word and its caller. */
const depth = 4;

/** Asks for the frames themselves, in a tenth of the time that it takes to write and read a text. */
function callerBySites(word: Function): Place | undefined {
  const holder: { stack?: readonly NodeJS.CallSite[] } = {};
  const { stackTraceLimit, prepareStackTrace } = Error;
  Error.stackTraceLimit = depth;
  Error.prepareStackTrace = callSites;
  Error.captureStackTrace(holder, word);
  const sites = holder.stack ?? [];
  Error.stackTraceLimit = stackTraceLimit;
  Error.prepareStackTrace = prepareStackTrace;
  return firstOf(sites, placeOfSite);
}

/** Where somebody maps places back to sources, as test runners do, only the text has the author's lines. */
function callerByText(word: Function): Place | undefined {
  const holder: { stack?: string } = {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = depth;
  Error.captureStackTrace(holder, word);
  Error.stackTraceLimit = stackTraceLimit;
  return firstOf(holder.stack?.split("\n").slice(1) ?? [], placeOfFrame);
}

function firstOf<F>(frames: readonly F[], placeOf: (frame: F) => Place | undefined): Place | undefined {
  for (const frame of frames) {
    const place = placeOf(frame);
    if (place !== undefined) return place;
  }
  return undefined;
}

const callSites = (_error: Error, sites: readonly NodeJS.CallSite[]): readonly NodeJS.CallSite[] => sites;

function placeOfSite(site: NodeJS.CallSite): Place | undefined {
  const file = site.getFileName();
  const [line, column] = [site.getLineNumber(), site.getColumnNumber()];
  return file && line !== null && column !== null ? makePlace(file, line, column) : undefined;
}

/** A file is loaded again by another address, `?2`, when it has changed; the place is the same. */
function makePlace(file: string, line: number, column: number): Place | undefined {
  if (file.startsWith("node:") || file === "native") return undefined;
  const [path] = file.split("?");
  return Object.freeze({ file: file.startsWith("file:") ? pathOf(path!) : file, line, column });
}

/** Reading an address takes long, and a pipeline has few files. */
const paths = new Map<string, string>();

function pathOf(url: string): string {
  const known = paths.get(url);
  if (known !== undefined) return known;
  const path = fileURLToPath(url);
  paths.set(url, path);
  return path;
}

/** Reads one line of a V8 stack trace; undefined for native and evaluated code. */
export function placeOfFrame(frame: string): Place | undefined {
  const [, file, line, column] = framePosition.exec(frame.trim()) ?? [];
  return file === undefined ? undefined : makePlace(file, Number(line), Number(column));
}
