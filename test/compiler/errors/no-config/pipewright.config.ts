export const registry = "ghcr.io/me/taxi";
