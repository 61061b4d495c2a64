import type { ClaimSpec, CsiOptions, FilesOf, Mount, Projection, Volume } from "../options/volume.ts";
import { type Fields, made, madeOneOf, object, optional } from "./object-shape.ts";
import { choice, list, number, oneOf, record, type Shape, text, truth } from "./shape.ts";
import { pull, size, textByKey } from "./value-shapes.ts";

/** A claim that is made for a pod, or for a run. */
export const claimSpec: Shape = object<ClaimSpec>("an object such as { size }", {
  size,
  access: optional(choice("read-write-once", "read-only-many", "read-write-many", "read-write-once-pod")),
  storageClass: optional(text),
  labels: optional(textByKey),
  annotations: optional(textByKey),
});

const files: Fields<FilesOf> = { items: optional(textByKey), mode: optional(number), optional: optional(truth) };
const readOnly = optional(truth);

const token = object<{ path: string; audience?: string; seconds?: number }>("{ path }", {
  path: text,
  audience: optional(text),
  seconds: optional(number),
});
const part: Shape = oneOf(
  object<Extract<Projection, { secret: string }>>("{ secret }", { secret: text, ...files }),
  object<Extract<Projection, { configMap: string }>>("{ configMap }", { configMap: text, ...files }),
  object<Extract<Projection, { serviceAccountToken: object }>>("{ serviceAccountToken }", { serviceAccountToken: token }),
  object<Extract<Projection, { podFields: object }>>("{ podFields }", { podFields: textByKey }),
);
const csi: Fields<CsiOptions> = { attributes: optional(textByKey), readOnly, fsType: optional(text) };

/** Where the files of a mounted folder are. */
export const volume: Shape = madeOneOf<"source", Volume>("volume", "a volume such as emptyDir()", "source", {
  "empty-dir": { size: optional(size), memory: truth },
  secret: { name: text, ...files },
  "config-map": { name: text, ...files },
  projected: { parts: list(part, "a list of parts such as { secret }"), mode: optional(number) },
  "host-path": {
    path: text,
    type: optional(choice("directory", "directory-or-create", "file", "file-or-create", "socket", "char-device", "block-device")),
  },
  nfs: { server: text, path: text, readOnly },
  csi: { driver: text, ...csi },
  claim: { name: text, readOnly },
  "ephemeral-claim": { claim: claimSpec },
  image: { image: text, pull: optional(pull) },
});

export const volumes: Shape = record(volume, "an object of volumes by name");

/** What is mounted, by path. */
export const mounts: Shape = record(
  oneOf(volume, made<Mount>("mount", "mount(name)", { volume: text, subPath: optional(text), readOnly })),
  "an object of volumes by path",
);
