export type ImagesVerb = "build" | "images";

/** The verbs that have to do with images. */
export const imagesVerbs: Readonly<Record<ImagesVerb, string>> = {
  build: `Usage: pipewright build <pipeline.ts> [--registry HOST/PATH] [--push | --oci DIR | --load] [options]

Builds an image for each component, without a daemon: its code as one file, the native packages
that it imports and the project's files that its steps are given, laid on a base with Node. What
is in an image is its tag, so an image that is there is not built again. images.lock.json says
what was built; compile names each image by its digest.

      --registry HOST/PATH  where images belong, such as ghcr.io/me/taxi; remembered in the lock
      --push             send them there (the default); logins are those of docker and podman
      --oci DIR          write them into an OCI layout folder instead, for skopeo and others
      --load             hand them to podman or docker here, for pipewright run --executor container
      --platform NAME    linux/amd64 (the default), linux/arm64; may be repeated; remembered
      --base-from [NAME=]IMAGE  lay them on another base: IMAGE in a registry, or oci:DIR[:NAME];
                         NAME is cpu, or gpu-cuda for steps that ask for a GPU
      --update-bases     take what the tags of bases lead to by now, instead of what the lock has
      --insecure-registry HOST  speak to this one without TLS; may be repeated
      --sign [--key KEY] have cosign sign each image in the registry, by a key or by one's login
      --no-attestations  put no bill of materials (CycloneDX) and no provenance (SLSA) beside them
      --profile NAME     the cluster whose defaults hold (default: the project's, generic)
      --json             what was built as JSON Lines on standard output
      --quiet            no lines of progress

Names by digest go to standard output. SOURCE_DATE_EPOCH is the time of everything inside.

Exit code: 0 built or there, 1 problems in the pipeline, the registry or the disk, 2 wrong usage.
`,
  images: `Usage: pipewright images list [pipeline.ts]
       pipewright images size <component>...
       pipewright images why <component> [pipeline.ts]
       pipewright images verify [component...]
       pipewright images mirror <HOST/PATH>

What images.lock.json knows of the images of the project that you stand in.

  list      the images, and whether they are built of today's code
  size      what makes an image large: its layers, packages and files
  why       which part of an image's recipe has changed: since it was built, and since git's HEAD
  verify    reads images whole: every digest, the base, and whether the bill of materials tells
            of what is in it
  mirror    copies bases and other people's images into your own registry, by digest; manifests
            and builds use these from then on

A component whose step asks for a GPU is another image: train+gpu-cuda.

      --key KEY             verify: whether cosign finds a signature by this key
      --identity WHO --issuer URL  verify: whether it finds one by this login
      --registry HOST/PATH  look there (default: where the lock says)
      --oci DIR             look into this OCI layout folder instead
      --profile NAME        the cluster whose defaults hold (default: the project's, generic)
      --insecure-registry HOST  speak to this one without TLS; may be repeated
      --json                as JSON on standard output

Exit code: 0 fine, 1 problems, for verify also an image that is not right, 2 wrong usage.
`,
};
