/**
 * The longest source of a script, in bytes. A template over 128 KiB travels through a ConfigMap, for which Argo's controller lacks the
 * rights in most clusters; the rest of the template wants its room too.
 */
export const sourceLimitBytes = 96 * 1024;
