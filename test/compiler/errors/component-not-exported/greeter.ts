import { component } from "pipewright";

/** The module of what it makes is this one, and this one exports none of it. */
export const greeter = (name: string) => component({ name, run: ({ log }) => void log.info(name) });

/** Made here and exported here. */
export const farewell = greeter("farewell");
