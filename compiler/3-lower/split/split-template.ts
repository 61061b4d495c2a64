import { createHash } from "node:crypto";
import { jsonBytes } from "../../../util/json-bytes.ts";
import type { Template, WorkflowTemplate } from "../../argo/model.generated.ts";
import { withRefs } from "./called-templates.ts";
import { endsPart } from "./parts.ts";
import { Shelf, withLeaves } from "./shelf.ts";

/** The full CRD's own limit is 200. */
const maxTemplates = 190;
/**
 * As JSON. Argo and etcd take 1 MiB; but `kubectl apply` keeps a copy of an object in its annotations, and these end at 256 KiB.
 */
const maxObjectBytes = 230 * 1024;
/** Objects end where a name says so, but are not smaller than this. */
const minObjectBytes = 80 * 1024;

/** An object's templates, and its name. */
interface Home {
  readonly object: string;
  readonly shelf: Shelf;
}

/**
 * A WorkflowTemplate that is too large for one object as several: those that hold parts first, and last the one with the entry, under
 * its own name. Templates call across objects by templateRef; what is no DAG is copied to where it is called, but for what the entries have no room for. Which part lies in which
 * object is said by the names of parts and not by counting, so that one task more changes one object.
 */
export function splitTemplate(whole: WorkflowTemplate): readonly WorkflowTemplate[] {
  const { templates = [], entrypoint, onExit } = whole.spec;
  if (templates.length <= maxTemplates && jsonBytes(whole) <= maxObjectBytes) return [whole];
  const byName = new Map(templates.map((template) => [template.name!, template]));
  const entries = [entrypoint, onExit].flatMap((name) => (name === undefined ? [] : [byName.get(name)!]));
  const movable = templates.filter((template) => template.dag !== undefined && !entries.includes(template));
  const homes = shelve(movable, byName, whole.metadata.name!);
  const main: Home = { object: whole.metadata.name!, shelf: new Shelf() };
  const leaves = shelveEntries(entries, byName, main);

  const all = [...homes, ...leaves, main];
  const homeOf = (name: string): string => all.find(({ shelf }) => shelf.has(name))!.object;
  const written = ({ object, shelf }: Home, base: WorkflowTemplate): WorkflowTemplate => ({
    ...base,
    metadata: { ...base.metadata, name: object },
    spec: { ...base.spec, templates: shelf.templates.map((template) => withRefs(template, shelf.has, homeOf)) },
  });
  const library: WorkflowTemplate = {
    apiVersion: whole.apiVersion,
    kind: whole.kind,
    metadata: { name: "", ...(whole.metadata.labels && { labels: whole.metadata.labels }) },
    spec: { ...(whole.spec.arguments && { arguments: whole.spec.arguments }) },
  };
  return [...homes, ...leaves].map((home) => written(home, library)).concat(written(main, whole));
}

/** Fills one object after the other, in the order in which the lowering made the templates: what is called before what calls it. */
function shelve(templates: readonly Template[], byName: ReadonlyMap<string, Template>, pipeline: string): readonly Home[] {
  const homes: Home[] = [];
  let open: Home | undefined;
  for (const template of templates) {
    const wanted = withLeaves(template, byName);
    const after = open?.shelf.with(wanted);
    if (open === undefined || (after !== undefined && isTooMuch(after))) {
      open = { object: objectName(pipeline, template.name!), shelf: new Shelf() };
      homes.push(open);
    }
    open.shelf.put(wanted);
    if (open.shelf.bytes > minObjectBytes && endsPart(template.name!)) open = undefined;
  }
  return homes;
}

/** Puts entries here with what they call, as far as there is room; what is left over lies in objects of its own. */
function shelveEntries(entries: readonly Template[], byName: ReadonlyMap<string, Template>, main: Home): readonly Home[] {
  const homes: Home[] = [];
  main.shelf.put(entries);
  for (const leaf of entries.flatMap((entry) => withLeaves(entry, byName).slice(1))) {
    const known = [main, ...homes];
    if (known.some(({ shelf }) => shelf.has(leaf.name!))) continue;
    const home = known.find(({ shelf }) => !isTooMuch(shelf.with([leaf])));
    if (home !== undefined) home.shelf.put([leaf]);
    else {
      const next: Home = { object: objectName(main.object, leaf.name!), shelf: new Shelf() };
      next.shelf.put([leaf]);
      homes.push(next);
    }
  }
  return homes;
}

const isTooMuch = ({ count, bytes }: ReturnType<Shelf["with"]>): boolean => count > maxTemplates || bytes > maxObjectBytes;

/** Names of objects end at 63 characters; this one is the same as long as the first of its templates is. */
const objectName = (pipeline: string, first: string): string =>
  `${pipeline.slice(0, 44)}-part-${createHash("sha256").update(first).digest("hex").slice(0, 8)}`;
