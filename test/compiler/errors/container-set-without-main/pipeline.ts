import { containerSet, File, pipeline } from "pipewright";

const s = containerSet({
  name: "pack",
  outputs: { archive: File },
  containers: { pack: { image: "alpine:3.22", command: ({ outputs }) => ["pack", outputs.archive.path] } },
});

export default pipeline({ name: "wrong" }, () => {
  s();
});
