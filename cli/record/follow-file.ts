import { open } from "node:fs/promises";

/** How often a file that grows is looked at, in milliseconds. */
const interval = 150;
const chunkBytes = 256 * 1024;

/**
 * The lines of a file, with those that are still being written: as long as `goesOn` says so it is looked at again. A last line without an
 * end is told when nothing more comes.
 *
 * @param goesOn asked before each look, so that nothing is lost that was written before it said no
 */
export async function* followFile(path: string, goesOn: () => boolean): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  let at = 0;
  for (;;) {
    const isLast = !goesOn();
    const file = await open(path, "r").catch(() => undefined);
    if (file !== undefined) {
      try {
        for (;;) {
          const { buffer, bytesRead } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, at);
          if (bytesRead === 0) break;
          at += bytesRead;
          rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
          let from = 0;
          for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, from)) {
            yield rest.subarray(from, end).toString("utf8");
            from = end + 1;
          }
          rest = rest.subarray(from);
        }
      } finally {
        await file.close();
      }
    }
    if (isLast) break;
    await new Promise((done) => setTimeout(done, interval));
  }
  if (rest.length > 0) yield rest.toString("utf8");
}
