import { z } from "zod";

/** What people see of an answer before they give it. */
export interface AnswerTexts {
  /** As a person would type it; absent when there is none. */
  readonly defaultText: string | undefined;
  /** All answers that are taken, where they are few. */
  readonly choices: readonly string[] | undefined;
  readonly description: string | undefined;
}

interface JsonSchema {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
}

/** An answer's default, choices and description from its schema. Texts are typed as they are, anything else as JSON. */
export function answerTexts(schema: z.ZodType): AnswerTexts {
  const json = z.toJSONSchema(schema, { io: "output", unrepresentable: "any" }) as JsonSchema;
  const absent = schema.safeParse(undefined);
  const isText = json.type === "string";
  const typed = (value: unknown): string => (isText && typeof value === "string" ? value : JSON.stringify(value ?? null));
  const choices = json.type === "boolean" ? ["true", "false"] : json.enum?.map(typed);
  return { defaultText: absent.success ? typed(absent.data) : undefined, choices, description: json.description };
}
