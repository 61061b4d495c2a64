import { component, pipeline } from "pipewright";
import { z } from "zod";

const say = component({
  name: "say",
  params: { what: z.unknown() },
  outputs: { made: z.object({ a: z.number() }) },
  run: () => ({ made: { a: 1 } }),
});

/** Text that YAML 1.1 or Go's reader would take for a number, a time or a truth value, or would not read at all. */
export default pipeline(
  {
    name: "hostile-yaml",
    description: "smart \u0091quotes\u0092, a \ufeff mark and \u0085 a line end",
    params: {
      hex: z.string().default("0X1F"),
      octal: z.string().default("0o17"),
      binary: z.string().default("0B11"),
      yes: z.string().default("yes"),
      time: z.string().default("12:30:45"),
      empty: z.string().default(""),
      mode: z.enum(["x", "y"]).optional(),
      constructor: z.string().default("ferrari"),
    },
  },
  ({ hex, mode, ...others }) => {
    say({ what: "smart \u0091quotes\u0092 and a \ufeff mark" }).with({ env: { HEX: "0X1F", PRICE: "pa$$word $(HOME)" } });
    const { made } = say({ what: hex });
    say({ what: mode });
    say({ what: others.constructor });
    say({ what: made.eq({ a: 1 }) });
  },
);
