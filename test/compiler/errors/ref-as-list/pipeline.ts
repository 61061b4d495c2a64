import { pipeline } from "pipewright";
import { say } from "../parts.ts";
import { list } from "./list.ts";

export default pipeline({ name: "wrong" }, () => {
  const { names } = list();
  // @ts-expect-error a ref is no list
  for (const name of names) say({ what: name });
  // @ts-expect-error a ref is no list
  names.map((name: string) => say({ what: name }));
  // @ts-expect-error a ref is no list
  say({ what: [...names, "more"] });
  // @ts-expect-error a ref is no list
  const [first] = names;
  say({ what: first });
  say({ what: names.length });
});
