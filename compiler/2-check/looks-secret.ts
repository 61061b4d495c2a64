/** Whether a variable holds what nobody should read in a manifest, judged by its name and its text. Says so only when it is sure. */
export const looksSecret = (name: string, text: string): boolean =>
  looksLikeToken(text) || (isCalledSecret(name, text) && looksLikeValue(text)) || (isAuthorization(name) && hasCredentials(text));

/** A token is also a word of a language model, "[MASK]" or "<pad>", and a number of them: only what looks random counts. */
const isCalledSecret = (name: string, text: string): boolean =>
  /(?:^|[_-])(?:PASSWORD|PASSWD|SECRET|PRIVATE[_-]KEY|SECRET[_-]KEY)$/i.test(name) ||
  (/(?:^|[_-])(?:TOKEN|API[_-]?KEY|ACCESS[_-]KEY)$/i.test(name) && text.length >= 10 && /\d/.test(text) && /[A-Za-z]/.test(text));

/** Not the path of a file, a reference, a switch or an example's gap. */
const looksLikeValue = (value: string): boolean =>
  value.length >= 6 && !/^[/.~$<[{]|\s|^(?:true|false|none|null|changeme)$|:\/\//i.test(value);

/** Forms of keys that their makers gave a sign of their own. */
const looksLikeToken = (value: string): boolean =>
  /^(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36,}|xox[abprs]-[\w-]{10,}|glpat-[\w-]{20,})$|-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(
    value,
  );

/** A header of a request that says who asks. */
const isAuthorization = (name: string): boolean => /^(?:proxy-)?authorization$/i.test(name);

const hasCredentials = (value: string): boolean => /^(?:Bearer|Basic|Token) [^\s<$]{6,}$/i.test(value);
