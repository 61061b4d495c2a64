// `node prove.mjs FILE`: shows in the image itself that Node works there, and writes down what was found.
// Runs while the base is built; a base that lacks something is not made.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { rootCertificates } from "node:tls";

const certificates = "/etc/ssl/certs/ca-certificates.crt";
const lacks = [
  [process.platform === "linux", "the image is not for Linux"],
  [Number(process.versions.node.split(".")[0]) >= 22, `Node 22.18 or newer is wanted, this is ${process.version}`],
  [
    process.report.getReport().header.glibcVersionRuntime !== undefined,
    "the C library is not glibc, for which native packages are made",
  ],
  [
    existsSync(certificates) && readFileSync(certificates, "utf8").includes("BEGIN CERTIFICATE"),
    `there are no certificates in ${certificates}`,
  ],
  [rootCertificates.length > 0, "Node was built without certificates"],
  [new Intl.DateTimeFormat("en", { timeZone: "America/Chicago" }).format(0) === "12/31/1969", "Node lacks time zones"],
  [!existsSync("/bin/sh"), "there is a shell, /bin/sh"],
]
  .filter(([holds]) => !holds)
  .map(([, lack]) => lack);

if (lacks.length > 0) {
  process.stderr.write(`${lacks.map((lack) => `prove: ${lack}\n`).join("")}`);
  process.exit(1);
}
const { glibcVersionRuntime } = process.report.getReport().header;
writeFileSync(process.argv[2], `${JSON.stringify({ node: process.version, arch: process.arch, glibc: glibcVersionRuntime })}\n`);
