import { problem } from "../../../compiler/diagnostics/problem.ts";
import { openRegistries } from "../../../containers/registry/registry-repository.ts";
import { type ImageSize, imageSizes, type LayerSize } from "../../../containers/supply/image-size.ts";
import { bytesWords } from "../../../util/bytes-words.ts";
import { type ExitCode, exitCode } from "../../exit-codes.ts";
import { parseVerb } from "../../parse-args.ts";
import { ProblemError } from "../../problem-error.ts";
import { checkedRegistry } from "../../registry-option.ts";
import { UsageError } from "../../usage-error.ts";
import { asStoreProblems } from "../as-store-problems.ts";
import { lockedProject, namedImages } from "../locked-project.ts";
import { storeOf } from "../stores.ts";

const flags = {
  registry: { type: "string" },
  oci: { type: "string" },
  "insecure-registry": { type: "string", multiple: true },
  json: { type: "boolean" },
} as const;

/** `pipewright images size <component>...` */
export async function sizeCommand(args: readonly string[]): Promise<ExitCode> {
  const { paths, options } = parseVerb("images size", args, flags);
  if (paths.length === 0) throw new UsageError("pipewright images size wants a component, such as: pipewright images size train");
  const { lock } = await lockedProject();
  const registry = checkedRegistry(options.registry) ?? lock.registry;
  const session = openRegistries({ insecure: options["insecure-registry"] ?? [] });
  try {
    const sizes: { readonly key: string; readonly tag: string; readonly platforms: readonly ImageSize[] }[] = [];
    for (const { key, component, image } of namedImages(lock, paths)) {
      const store = storeOf(component, { registry, oci: options.oci, session });
      const platforms = await asStoreProblems(key, async () => {
        const index = await store.manifest(image.digest);
        if (index === undefined)
          throw new ProblemError([problem("image-gone", { image: key, digest: image.digest, place: store.name })]);
        return await imageSizes(store, index);
      });
      sizes.push({ key, tag: image.tag, platforms });
    }
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify(sizes, undefined, 2)}\n`
        : sizes.flatMap(({ key, platforms }) => platforms.map((size) => imageText(key, size))).join(""),
    );
    return exitCode.fine;
  } finally {
    session.close();
  }
}

function imageText(key: string, { platform, bytes, layers }: ImageSize): string {
  const base = layers.filter(({ isBase }) => isBase);
  const baseBytes = base.reduce((sum, layer) => sum + layer.bytes, 0);
  const baseLine = base.length === 0 ? "" : row(1, `base, ${base.length} ${base.length === 1 ? "layer" : "layers"}`, baseBytes);
  const own = layers.filter(({ isBase }) => !isBase).map(layerText);
  return `${key} ${platform}: ${bytesWords(bytes)} to pull\n${baseLine}${own.join("")}`;
}

function layerText({ title, bytes, unpackedBytes, packages, files }: LayerSize): string {
  return [
    row(1, title === "" ? "layer" : title, bytes, unpackedBytes),
    ...packages.flatMap((one) => [
      row(2, one.name, undefined, one.bytes),
      ...one.files.map(({ path, bytes: size }) => row(3, path.slice(one.path.length + 1), undefined, size)),
    ]),
    ...files.map(({ path, bytes: size }) => row(2, path, undefined, size)),
  ].join("");
}

/** Two columns of sizes: compressed, and unpacked. */
function row(depth: number, text: string, packed: number | undefined, unpacked?: number): string {
  const cells = [packed, unpacked].map((bytes) => (bytes === undefined ? "" : bytesWords(bytes)).padStart(9));
  return `${cells[0]} ${cells[1]} ${"  ".repeat(depth)}${text}\n`;
}
