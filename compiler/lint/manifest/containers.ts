import { type JsonRecord, listOf, type Path, recordOf } from "../../argo/yaml/json.ts";
import type { TemplateView } from "./template-view.ts";

/** A container of a template's pod. */
export interface ContainerView {
  readonly role: "main" | "script" | "set" | "init" | "sidecar";
  /** As messages call it: `container`, `sidecar "db"`. */
  readonly label: string;
  /** The same at the beginning of a sentence: `The container`, `Sidecar "db"`. */
  readonly title: string;
  readonly body: JsonRecord;
  readonly path: Path;
}

/** Every container that a template writes down. */
export function containersOf({ body, path }: TemplateView): readonly ContainerView[] {
  const one = (role: ContainerView["role"], field: string): readonly ContainerView[] =>
    body[field] === undefined || body[field] === null
      ? []
      : [{ role, label: field, title: `The ${field}`, body: recordOf(body[field]), path: [...path, field] }];
  const many = (role: ContainerView["role"], from: JsonRecord, field: string, word: string, at: Path): readonly ContainerView[] =>
    listOf(from[field]).map((item, index) => {
      const container = recordOf(item);
      const label = `${word} "${String(container["name"] ?? index)}"`;
      return {
        role,
        label,
        title: label.replace(/^./, (first) => first.toUpperCase()),
        body: container,
        path: [...at, field, index],
      };
    });
  return [
    ...one("main", "container"),
    ...one("script", "script"),
    ...many("set", recordOf(body["containerSet"]), "containers", "container", [...path, "containerSet"]),
    ...many("init", body, "initContainers", "init container", path),
    ...many("sidecar", body, "sidecars", "sidecar", path),
  ];
}
