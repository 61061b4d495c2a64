import { http, pipeline } from "pipewright";
import { z } from "zod";

const s = http({ name: "ping", params: { base: z.string(), page: z.string() }, url: ({ params }) => `${params.base.word}/ping` });
const t = http({ name: "page", params: { page: z.string() }, url: ({ params }) => `http://server:8080/${params.page.word}?a=b` });

export default pipeline({ name: "right" }, () => {
  s({ base: "https://example.org", page: "a" });
  t({ page: "b" });
});
