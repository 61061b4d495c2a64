const numComponents = 10;

/** Names of the components: `step0` to `step9`. */
export const componentNames: readonly string[] = Array.from({ length: numComponents }, (_, index) => `step${index}`);

/** A component in a file of its own, as projects have them; `said` is the line that changes. */
export const componentFile = (name: string, said: string): string => `import { component } from "pipewright";
import { z } from "zod";

export const ${name} = component({
  name: "${name}",
  params: { input: z.string().default("") },
  outputs: { said: z.string() },
  run: ({ params }) => ({ said: params.input + ${JSON.stringify(said)} }),
});
`;

/** A project of ten components, each of which reads what the one before said. */
export const tenComponents: Readonly<Record<string, string>> = {
  "pipeline.ts": `import { pipeline } from "pipewright";
${componentNames.map((name) => `import { ${name} } from "./${name}.ts";`).join("\n")}

export default pipeline({ name: "ten" }, () => {
  let said = step0({}).said;
${componentNames
  .slice(1)
  .map((name) => `  said = ${name}({ input: said }).said;`)
  .join("\n")}
});
`,
  ...Object.fromEntries(componentNames.map((name) => [`${name}.ts`, componentFile(name, "first")])),
};
