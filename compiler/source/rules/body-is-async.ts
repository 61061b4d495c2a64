import { ts } from "ts-morph";
import { finding } from "../source-finding.ts";
import type { SourceRule } from "../source-rule.ts";

/** What an async body does after its first `await` belongs to no pipeline. The body of `pipeline` itself is refused when it loads. */
export const bodyIsAsync: SourceRule = ({ facts }) =>
  facts.asyncBodies
    .filter(({ word }) => word !== "pipeline")
    .map(({ word, node, module }) => {
      const keyword = (ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined)?.find(
        ({ kind }) => kind === ts.SyntaxKind.AsyncKeyword,
      );
      return finding("body-is-async", { word }, { node: keyword ?? node, module });
    });
