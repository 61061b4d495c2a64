/** What images are laid upon when nobody says otherwise: the reference that `--base-from` replaces. */
export const defaultBases: Readonly<Record<string, string>> = {
  cpu: "gcr.io/distroless/nodejs24-debian13:nonroot",
};
