/** What the reader of YAML says, in words about the text. Its own words where there is nothing better. */
export function yamlWords(message: string): string {
  const found = words.find(([pattern]) => pattern.test(message));
  return found === undefined ? message.replace(/\.$/, "") : found[1];
}

const words: readonly (readonly [RegExp, string])[] = [
  [/^Flow sequence in block collection must be/, "a [ has no ]"],
  [/^Flow map in block collection must be/, "a { has no }"],
  [/^Missing closing "quote/, 'a " has no second one'],
  [/^Missing closing 'quote/, "a ' has no second one"],
  [/^Implicit map keys need to be followed by map values/, "a key has no colon"],
  [/^Nested mappings are not allowed in compact mappings/, "a value holds a colon and a blank: put quotes around it"],
  [/^All mapping items must start at the same column/, "this key is indented otherwise than those before it"],
  [/^All sequence items must start at the same column/, "this item is indented otherwise than those before it"],
  [/^Unexpected block-seq-ind on same line with key/, "an item of a list stands in the line of its key"],
  [/^Plain value cannot start with (reserved|directive)/, "a value begins with a character that wants quotes around it"],
  [/^Unexpected scalar at node end/, "something follows a value that has ended already"],
];
