import type { Node } from "../ast.ts";
import { ExpressionError } from "../expression-error.ts";
import { lex } from "./lexer.ts";
import { isToken, showToken, type Token, type TokenKind } from "./token.ts";

/** More nodes than this are refused. */
const MAX_NODES = 10_000;

/** Distributes over a union, so that each node's own fields are asked for. */
type Fields<N> = N extends Node ? N : never;

/** A parse under way: the tokens, and the rules by which the parts of the grammar call each other. */
export class Grammar {
  readonly source: string;
  readonly rules: Rules;
  /** Whether a name is taken by a variable, so that a call of it is no builtin's. */
  readonly isOverridden: (name: string) => boolean;
  /** How many closures the place is inside of. */
  depth = 0;
  #tokens: Generator<Token, void>;
  #stash: Token | undefined;
  #current: Token;
  #nodeCount = 0;

  constructor(source: string, rules: Rules, isOverridden: (name: string) => boolean) {
    this.source = source;
    this.rules = rules;
    this.isOverridden = isOverridden;
    this.#tokens = lex(source);
    this.#current = { kind: "EOF", value: "", from: 0 };
    this.next();
  }

  get current(): Token {
    return this.#current;
  }

  is(kind: TokenKind, ...values: readonly string[]): boolean {
    return isToken(this.#current, kind, ...values);
  }

  next(): Token {
    const before = this.#current;
    if (this.#stash === undefined) {
      const { value } = this.#tokens.next();
      if (value === undefined) this.fail("unexpected end of expression");
      this.#current = value;
    } else {
      this.#current = this.#stash;
      this.#stash = undefined;
    }
    return before;
  }

  /** Puts the current token behind one that was read before it. */
  unread(token: Token): void {
    this.#stash = this.#current;
    this.#current = token;
  }

  expect(kind: TokenKind, ...values: readonly string[]): Token {
    if (!this.is(kind, ...values)) this.unexpected();
    return this.next();
  }

  unexpected(token: Token = this.#current): never {
    this.fail(`unexpected token ${showToken(token)}`);
  }

  fail(message: string, token: Token = this.#current): never {
    throw ExpressionError.at(this.source, token.from, message);
  }

  node<N extends Node>(node: Fields<N>): N {
    this.#nodeCount += 1;
    if (this.#nodeCount > MAX_NODES) this.fail("compilation failed: expression exceeds maximum allowed nodes");
    return Object.freeze(node) as N;
  }
}

/** The parts of the grammar that contain each other. */
export interface Rules {
  readonly expression: (grammar: Grammar, precedence: number) => Node;
  readonly sequence: (grammar: Grammar) => Node;
  readonly postfix: (grammar: Grammar, node: Node) => Node;
  readonly call: (grammar: Grammar, name: Token, piped: readonly Node[], overridable: boolean) => Node;
}
