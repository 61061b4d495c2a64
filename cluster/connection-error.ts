/** No answer came: the network, the name, the certificate. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  /** As Node names it: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
  readonly code: string;
  /** Where it was tried: `127.0.0.1:6443`. */
  readonly address: string;

  constructor(code: string, address: string, message: string) {
    super(message);
    this.code = code;
    this.address = address;
  }

  /** Whether it may pass by itself, as when a server starts again. A wrong certificate stays wrong. */
  get mayPass(): boolean {
    return passing.has(this.code);
  }

  /** Whether the server can't have heard of the request. */
  get wasNotSent(): boolean {
    return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].includes(this.code);
  }
}

const passing: ReadonlySet<string> = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EAI_AGAIN"],
]);

/** What Node says of a connection, as one error. */
export function connectionError(error: NodeJS.ErrnoException, server: URL): ConnectionError {
  const first: NodeJS.ErrnoException = error instanceof AggregateError ? (error.errors[0] as NodeJS.ErrnoException) : error;
  const port = server.port === "" ? (server.protocol === "http:" ? "80" : "443") : server.port;
  return new ConnectionError(first.code ?? "ECONNRESET", `${server.hostname}:${port}`, first.message);
}
