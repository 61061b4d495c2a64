import { capturedBindings } from "../captured-bindings.ts";
import { finding } from "../source-finding.ts";
import type { SourceRule } from "../source-rule.ts";

/** A container has the module of its component, and nothing that a body knew while it ran on the laptop. */
export const componentCapturesVariable: SourceRule = ({ facts }) =>
  facts.components.flatMap(({ component, inBody }) => {
    if (!inBody || component.run === undefined) return [];
    const captured = capturedBindings(component.run).filter(({ scope }) => !scope.isModule);
    const [first] = captured;
    if (first === undefined) return [];
    const names = captured.map(({ binding }) => `"${binding.name}"`).join(", ");
    const words = { component: component.name === undefined ? "without a name" : `"${component.name}"`, names };
    return finding("component-captures-variable", words, component.defined, [
      { at: first.binding, message: `"${first.binding.name}" belongs to the body` },
    ]);
  });
