import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Certificate {
  /** Files in PEM. */
  readonly certificate: string;
  readonly key: string;
}

/** A certificate that answers for itself, for this machine and two days, made by openssl. */
export function makeCertificate(name = "127.0.0.1"): Certificate {
  const folder = mkdtempSync(join(tmpdir(), "pipewright-certificate-"));
  const certificate = join(folder, "certificate.pem");
  const key = join(folder, "key.pem");
  const isAddress = /^[\d.]+$/.test(name);
  const options = [
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-days",
    "2",
    "-subj",
    `/CN=${name}`,
    "-addext",
    `subjectAltName=${isAddress ? "IP" : "DNS"}:${name}`,
  ];
  const made = spawnSync("openssl", ["req", "-x509", ...options, "-keyout", key, "-out", certificate], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`openssl failed: ${made.error?.message ?? made.stderr}`);
  return { certificate, key };
}
