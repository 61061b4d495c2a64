/**
 * Text as Kubernetes reads it back unchanged: it expands `$(NAME)` and takes two dollars for one, in the command, arguments and
 * variables of a container, and so in everything that Argo hands its own containers: the source of a script, a manifest.
 */
export const kubernetesText = (text: string): string => text.replace(/\$\$+|\$(?=\()/g, (dollars) => dollars + dollars);
