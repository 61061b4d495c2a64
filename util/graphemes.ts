/** Made when the first text asks for it: it costs a start 10 ms. */
let segmenter: Intl.Segmenter | undefined;

/** The letters of a text as people count them: with their accents, and emoji whole. */
export function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}
