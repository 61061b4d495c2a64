import {
  container,
  containerSet,
  Directory,
  emptyDir,
  File,
  field,
  http,
  pipeline,
  raw,
  resource,
  script,
  secret,
  templateRef,
} from "pipewright";
import { expectTypeOf } from "vitest";
import { z } from "zod";

const image = "alpine:3.22";
const grep = container({
  name: "grep",
  image,
  params: { word: z.string(), limit: z.int().default(3), mode: z.enum(["a", "b"]), list: z.array(z.string()), yes: z.boolean() },
  inputs: { text: File },
  outputs: { found: File, count: z.int(), facts: z.object({ n: z.number() }) },
  command: ({ params, inputs, outputs }) => {
    expectTypeOf(params.word.base64).toEqualTypeOf<string>();
    expectTypeOf(params.word.json).toEqualTypeOf<string>();
    expectTypeOf(params.word.word).toEqualTypeOf<string>();
    expectTypeOf(params.limit.text).toEqualTypeOf<string>();
    expectTypeOf(params.mode.text).toEqualTypeOf<string>();
    expectTypeOf(params.yes.text).toEqualTypeOf<string>();
    expectTypeOf(inputs.text.path).toEqualTypeOf<string>();
    expectTypeOf(outputs.count.path).toEqualTypeOf<string>();
    return ["grep", params.limit.text, inputs.text.path];
  },
  outputsFrom: { count: "stdout", facts: { from: "/tmp/facts", as: "json" }, found: "/tmp/found" },
});

container({
  name: "wrong",
  image,
  params: { word: z.string(), list: z.array(z.string()), n: z.int() },
  inputs: { text: File },
  outputs: { count: z.int() },
  // @ts-expect-error text may hold anything: no plain text of it
  command: ({ params }) => [params.word.text],
  // @ts-expect-error the path of an input that is not there
  args: ({ inputs }) => [inputs.txt.path],
  // @ts-expect-error a list has no plain text
  env: ({ params }) => ({ LIST: params.list.text }),
});
container({
  name: "wrong-places",
  image,
  command: ["a"],
  outputs: { count: z.int(), found: File },
  outputsFrom: {
    // @ts-expect-error a path is absolute
    count: "tmp/count",
    // @ts-expect-error a file does not come from standard output
    found: "stdout",
  },
});
// @ts-expect-error no image
container({ name: "no-image", command: ["a"] });
// @ts-expect-error no source
script({ name: "no-source", image, command: ["sh"] });
// @ts-expect-error an action that kubectl does not have
resource({ name: "action", action: "make", manifest: {} });
resource({
  name: "places",
  action: "get",
  manifest: {},
  outputs: { a: z.string() },
  // @ts-expect-error an output's place is a path or a filter of the object
  outputsFrom: { a: "stdout" },
});
// @ts-expect-error a number is compared with a number
field("status.n").gt("3");
// @ts-expect-error a method that is none
http({ name: "method", url: "https://example.org/", method: "GRAB" });
http({
  name: "headers",
  url: "https://example.org/",
  headers: { A: secret("a", "b"), B: "b" },
  success: (answer) => answer.status.in([200]).and(answer.body.field("a", "b").eq(true)),
});
// @ts-expect-error a template has no field of that name
raw({ name: "raw", template: { contaner: {} } });
// @ts-expect-error the name comes from the step
raw({ name: "raw", template: { name: "x", suspend: {} } });
const installed = templateRef({
  name: "installed",
  workflowTemplate: "tools",
  template: "send",
  params: { n: z.number() },
  arguments: ({ params }) => ({ n: params.n.text }),
  outputs: { sent: z.boolean(), folder: Directory },
  outputsFrom: { sent: "was-sent" },
});
const set = containerSet({
  name: "set",
  containers: { main: { image, command: ["a"], after: [] } },
  outputs: { n: z.int() },
  outputsFrom: { n: "stdout" },
});

pipeline({ name: "types", params: { word: z.string() } }, ({ word }) => {
  const { folder, sent } = installed({ n: 3 });
  const text = container({ name: "text", image, outputs: { text: File }, command: ["a"] })().text;
  const found = grep({ word, mode: "a", list: ["x"], yes: sent, text }).with({ retry: 2, mounts: { "/data": emptyDir() } });
  found.count.gt(3);
  found.facts.field("n").gt(1);
  installed({ n: set().n });

  // @ts-expect-error Type '"c"' is not assignable
  grep({ word, mode: "c", list: [], yes: true, text });
  // @ts-expect-error input "text" wants File, got Directory
  grep({ word, mode: "a", list: [], yes: true, text: folder });
  // @ts-expect-error Property 'mode' is missing
  grep({ word, list: [], yes: true, text });
  // @ts-expect-error "wrod" is no parameter or input of this component
  grep({ word, wrod: "a", mode: "a", list: [], yes: true, text });
  // @ts-expect-error a truth value is no number
  installed({ n: sent });
});
