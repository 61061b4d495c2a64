// Preloaded: this Node says that it is another version.
const version = process.env.FAKE_NODE_VERSION;
Object.defineProperty(process, "version", { value: version });
Object.defineProperty(process, "versions", { value: { ...process.versions, node: version.slice(1) } });
