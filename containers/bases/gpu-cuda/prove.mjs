// `node prove.mjs FILE`: shows in the image itself that the addon of TensorFlow.js finds its libraries, and that it computes;
// writes down what was found. Runs while the base is built, where no GPU is: a base that lacks something is not made.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { missingLibraries } from "./missing-libraries.mjs";

/** What TensorFlow opens by name when it first looks for a GPU; ldd does not see them. */
const opened = [
  "libcudart.so.11.0",
  "libcublas.so.11",
  "libcublasLt.so.11",
  "libcufft.so.10",
  "libcusolver.so.11",
  "libcusparse.so.11",
  "libcudnn.so.8",
];
/** Comes from the machine, with the driver. */
const fromDriver = new Set(["libcuda.so.1", "libnvidia-ml.so.1"]);

const home = "/node_modules/@tensorflow/tfjs-node-gpu";
const files = ["lib/napi-v8/tfjs_binding.node", "deps/lib/libtensorflow.so.2", "deps/lib/libtensorflow_framework.so.2"];
const linked = files.flatMap((file) => missingLibraries(execFileSync("ldd", [`${home}/${file}`], { encoding: "utf8" })));
const known = execFileSync("ldconfig", ["-p"], { encoding: "utf8" });
const lacks = [
  ...linked.filter((name) => !fromDriver.has(name)),
  ...opened.filter((name) => !known.includes(`${name} `) && !known.includes(`${name}\t`)),
];
if (lacks.length > 0) {
  process.stderr.write(`prove: libraries are missing: ${[...new Set(lacks)].join(", ")}\n`);
  process.exit(1);
}

process.env.CUDA_VISIBLE_DEVICES = "-1";
const tf = createRequire("/app/main.mjs")("@tensorflow/tfjs-node-gpu");
const sum = tf.tidy(() => tf.add(tf.tensor1d([1, 2]), tf.tensor1d([3, 4])).arraySync());
if (JSON.stringify(sum) !== "[4,6]" || tf.getBackend() !== "tensorflow") {
  process.stderr.write(`prove: [1, 2] + [3, 4] gave ${JSON.stringify(sum)} on the backend ${tf.getBackend()}\n`);
  process.exit(1);
}
const { glibcVersionRuntime } = process.report.getReport().header;
const found = { node: process.version, arch: process.arch, glibc: glibcVersionRuntime, tfjs: tf.version["tfjs-core"], opened };
writeFileSync(process.argv[2], `${JSON.stringify(found)}\n`);
