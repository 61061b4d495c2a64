import type {
  ArtifactGcStrategy,
  ArtifactLocation,
  Key,
  Login,
  OutputOptions,
  RunField,
} from "../../../dsl/options/artifact-location.ts";
import type { SecretKey } from "../../../dsl/options/secret.ts";
import type { ArchiveStrategy, Artifact, SecretKeySelector } from "../../argo/model.generated.ts";

const runFields: Readonly<Record<RunField["field"], string>> = {
  name: "{{workflow.name}}",
  namespace: "{{workflow.namespace}}",
  uid: "{{workflow.uid}}",
  pod: "{{pod.name}}",
  "creation-date": "{{workflow.creationTimestamp.Y}}-{{workflow.creationTimestamp.m}}-{{workflow.creationTimestamp.d}}",
};

const keyText = (key: Key): string =>
  typeof key === "string" ? key : key.map((part) => (typeof part === "string" ? part : runFields[part.field])).join("");

const selector = ({ name, key }: SecretKey): SecretKeySelector => ({ name, key });

const lowerLogin = (login: Login | undefined) =>
  login === undefined ? {} : { usernameSecret: selector(login.username), passwordSecret: selector(login.password) };

/** Where an artifact is kept, as one field of it. */
export function lowerLocation(location: ArtifactLocation): Omit<Artifact, "name"> {
  switch (location.store) {
    case "s3": {
      const { key, bucket, endpoint, region, insecure, accessKey, secretKey, useSdkCredentials, roleArn } = location;
      return {
        s3: {
          key: keyText(key),
          ...(bucket !== undefined && { bucket }),
          ...(endpoint !== undefined && { endpoint }),
          ...(region !== undefined && { region }),
          ...(insecure !== undefined && { insecure }),
          ...(accessKey && { accessKeySecret: selector(accessKey) }),
          ...(secretKey && { secretKeySecret: selector(secretKey) }),
          ...(useSdkCredentials !== undefined && { useSDKCreds: useSdkCredentials }),
          ...(roleArn !== undefined && { roleARN: roleArn }),
        },
      };
    }
    case "gcs": {
      const { key, bucket, serviceAccountKey } = location;
      return {
        gcs: {
          key: keyText(key),
          ...(bucket !== undefined && { bucket }),
          ...(serviceAccountKey && { serviceAccountKeySecret: selector(serviceAccountKey) }),
        },
      };
    }
    case "azure": {
      const { blob, endpoint, container, accountKey, useSdkCredentials } = location;
      return {
        azure: {
          endpoint,
          container,
          blob: keyText(blob),
          ...(accountKey && { accountKeySecret: selector(accountKey) }),
          ...(useSdkCredentials !== undefined && { useSDKCreds: useSdkCredentials }),
        },
      };
    }
    case "oss": {
      const { key, bucket, endpoint, accessKey, secretKey } = location;
      return {
        oss: {
          key: keyText(key),
          ...(bucket !== undefined && { bucket }),
          ...(endpoint !== undefined && { endpoint }),
          ...(accessKey && { accessKeySecret: selector(accessKey) }),
          ...(secretKey && { secretKeySecret: selector(secretKey) }),
        },
      };
    }
    case "hdfs": {
      const { path, addresses, user, force } = location;
      return {
        hdfs: {
          addresses,
          path: keyText(path),
          ...(user !== undefined && { hdfsUser: user }),
          ...(force !== undefined && { force }),
        },
      };
    }
    case "http": {
      const { url, headers, login } = location;
      return {
        http: {
          url,
          ...(headers && { headers: Object.entries(headers).map(([name, value]) => ({ name, value })) }),
          ...(login && { auth: { basicAuth: lowerLogin(login) } }),
        },
      };
    }
    case "git": {
      const { repo, revision, branch, depth, login, sshKey } = location;
      return {
        git: {
          repo,
          ...(revision !== undefined && { revision }),
          ...(branch !== undefined && { branch, singleBranch: true }),
          ...(depth !== undefined && { depth }),
          ...lowerLogin(login),
          ...(sshKey && { sshPrivateKeySecret: selector(sshKey) }),
        },
      };
    }
    case "raw":
      return { raw: { data: location.data } };
    case "artifactory":
      return { artifactory: { url: location.url, ...lowerLogin(location.login) } };
  }
}

/** An artifact that is there before the run, as an argument: as it is, unless the author wants it unpacked. */
export const lowerStored = ({
  location,
  unpack,
}: {
  readonly location: ArtifactLocation;
  readonly unpack: boolean;
}): Omit<Artifact, "name"> => ({
  ...lowerLocation(location),
  ...(!unpack && location.store !== "git" && location.store !== "raw" && { archive: { none: {} } }),
});

export const gcStrategies: Readonly<Record<ArtifactGcStrategy, "OnWorkflowCompletion" | "OnWorkflowDeletion" | "Never">> = {
  "on-run-completion": "OnWorkflowCompletion",
  "on-run-deletion": "OnWorkflowDeletion",
  never: "Never",
};

/** How an output artifact is kept: as it is, unless the author says otherwise. */
export function lowerOutputOptions({ location, archive = "none", gc }: OutputOptions = {}): Omit<Artifact, "name"> {
  return {
    archive: lowerArchive(archive),
    ...(location && lowerLocation(location)),
    ...(gc && { artifactGC: { strategy: gcStrategies[gc] } }),
  };
}

function lowerArchive(archive: NonNullable<OutputOptions["archive"]>): ArchiveStrategy {
  if (typeof archive === "object") return { tar: { compressionLevel: archive.tar } };
  return { [archive]: {} };
}
