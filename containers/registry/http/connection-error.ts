import { RegistryError, registryError } from "../registry-error.ts";
import { codeOf } from "./retry.ts";

/** What a connection that failed means, in words. */
export function connectionError(registry: string, error: unknown): RegistryError {
  if (error instanceof RegistryError) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (isPlainAnswer(code, message)) return registryError("registry-without-tls", { registry }, error);
  if (isDistrust(code)) return registryError("registry-not-trusted", { registry, reason: distrust(code, message) }, error);
  const { reason, help } = words[code] ?? { reason: message || code, help: "Is its name right, and is it running?" };
  return registryError(
    "registry-unreachable",
    { registry, reason, help },
    code === "ERR_PROXY_INVALID_CONFIG" ? undefined : error,
  );
}

const words: Readonly<Record<string, { readonly reason: string; readonly help: string }>> = {
  ENOTFOUND: {
    reason: "there is no such host",
    help: "Is its name right? Without a registry in front, names belong to docker.io.",
  },
  EAI_AGAIN: { reason: "names of hosts are not found at the moment", help: "Is this machine connected?" },
  ECONNREFUSED: { reason: "nothing listens at this address", help: "Is its port right, and is it running?" },
  ECONNRESET: { reason: "it breaks off each time", help: "What was sent whole stays there: the next try sends what is missing." },
  EPIPE: { reason: "it breaks off each time", help: "What was sent whole stays there: the next try sends what is missing." },
  ETIMEDOUT: { reason: "it does not answer", help: "Is there a firewall or a proxy in between? HTTPS_PROXY names one." },
  EHOSTUNREACH: { reason: "there is no way to this host", help: "Is this machine connected?" },
  ERR_PROXY_TUNNEL: { reason: "the proxy does not lead there", help: "HTTPS_PROXY names it; NO_PROXY=HOST goes around it." },
  // What Node says of it holds the address, and with it a password.
  ERR_PROXY_INVALID_CONFIG: {
    reason: "HTTPS_PROXY or HTTP_PROXY is no address of a proxy",
    help: "Such as http://proxy.local:3128.",
  },
  ENETUNREACH: { reason: "there is no way to this host", help: "Is this machine connected?" },
};

const isPlainAnswer = (code: string, message: string): boolean =>
  code === "ERR_SSL_WRONG_VERSION_NUMBER" ||
  code === "ERR_SSL_PACKET_LENGTH_TOO_LONG" ||
  code === "ERR_SSL_HTTP_REQUEST" ||
  (code === "EPROTO" && /wrong version number|packet length too long|http request/i.test(message));

const isDistrust = (code: string): boolean =>
  /^(?:CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/.test(code);

function distrust(code: string, message: string): string {
  if (code === "CERT_HAS_EXPIRED") return "it has expired";
  if (code === "CERT_NOT_YET_VALID") return "it is not valid yet (is the clock of this machine right?)";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID" || code === "HOSTNAME_MISMATCH") return "it is for another name";
  return /SELF_SIGNED|DEPTH_ZERO|ISSUER|LEAF/.test(code) ? "its authority is not known" : message;
}
