/** A file or folder of this machine that a container sees at a path of its own. */
export interface Mount {
  readonly inPod: string;
  readonly onHost: string;
  readonly readOnly: boolean;
}
