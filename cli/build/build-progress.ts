import type { BuiltImage } from "../../containers/images/build-image.ts";
import { lockKey } from "../../containers/images/locked-images.ts";
import type { FetchEvent } from "../../containers/packages/package-store.ts";
import type { TransferEvent } from "../../containers/registry/registry-options.ts";
import { bytesWords } from "../../util/bytes-words.ts";

/** Smaller blobs are sent before anybody has read of them. */
const worthALine = 2 ** 20;

/** What a build says while it goes on, a line each, on standard error. */
export interface BuildProgress {
  readonly transfer: (event: TransferEvent) => void;
  /** npm gets packages, or is still at it. */
  readonly fetching: (event: FetchEvent) => void;
  readonly built: (image: BuiltImage) => void;
  readonly end: (images: readonly BuiltImage[], place: string) => void;
}

/** @param say is given lines without their ends */
export function buildProgress(say: (line: string) => void, now: () => number = () => performance.now()): BuildProgress {
  const started = now();
  return {
    transfer: (event) => {
      if (event.type === "waiting")
        say(`${event.registry}: ${event.reason}; trying again in ${(event.milliseconds / 1000).toFixed(1)} s`);
      else if (event.type === "blob-sent" && event.bytes >= worthALine)
        say(`${event.repository}: sent ${bytesWords(event.bytes)}`);
    },
    fetching: ({ platform, numPackages, seconds }) => {
      const what = `${numPackages} ${numPackages === 1 ? "package" : "packages"} for ${platform}`;
      say(seconds === 0 ? `npm fetches ${what}` : `npm still fetches ${what}, since ${seconds} s`);
    },
    built: ({ name, isNew, image, sentBytes }) => {
      const size = Math.max(...Object.values(image.platforms).map(({ bytes }) => bytes));
      say(
        `${lockKey(name)}: ${isNew ? `new, ${bytesWords(size)}, of which ${bytesWords(sentBytes)} were not there` : "is there"}`,
      );
    },
    end: (images, place) => {
      const fresh = images.filter(({ isNew }) => isNew).length;
      const sent = images.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
      const count = `${images.length} ${images.length === 1 ? "image" : "images"} ${place}`;
      const what = fresh === 0 ? "nothing was to be built" : `${fresh} new, ${bytesWords(sent)} written`;
      if (images.length > 0)
        say(`${count}: ${what}, in ${((now() - started) / 1000).toFixed(2)} s; images.lock.json has their digests`);
    },
  };
}
