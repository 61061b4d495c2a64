import type { Config } from "../config.ts";
import type { Profile } from "../profile.ts";
import { type Fields, object, optional } from "./object-shape.ts";
import { choice, isObject, list, oneOf, plain, type Shape, text } from "./shape.ts";

/** Its own parts are judged where it is used. */
const profile: Shape = plain("profile({ name })", (value) => isObject(value) && (value as Partial<Profile>).kind === "profile");

const fields: Fields<Omit<Config, "kind">> = {
  profile: optional(oneOf(text, profile)),
  profiles: optional(list(profile, "a list of profile({ name })")),
  registry: optional(text),
  target: optional(choice("argo-4.1", "argo-4.0", "argo-3.7")),
  namespace: optional(text),
};

/** What `config({ ... })` is given. */
export const configShape: Shape = object<Omit<Config, "kind">>("an object such as { profile }", fields);
