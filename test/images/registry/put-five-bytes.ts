import { text } from "node:stream/consumers";
import { RegistryError } from "../../../containers/registry/registry-error.ts";
import { registryRepository } from "../../../containers/registry/registry-repository.ts";
import { blobOf } from "../helpers/small-image.ts";

/** Puts a blob into a repository, reads it again and says how long it is; tls.test.ts starts it. */
try {
  const repository = registryRepository(process.argv[2]!, { tries: 1 });
  const blob = blobOf(Buffer.from("12345"));
  await repository.putBlob(blob);
  console.log(`${(await text(await repository.blob(blob.descriptor))).length} bytes`);
} catch (error) {
  if (!(error instanceof RegistryError)) throw error;
  console.log(`${error.code}: ${error.message}`);
}
