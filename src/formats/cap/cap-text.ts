/** Characters that XML 1.0 has no place for. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const NOT_XML =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** @returns text that may stand in XML 1.0; what may not becomes U+FFFD */
export function xmlText(text: string): string {
  return text.replace(NOT_XML, "\uFFFD");
}

/** @returns an identifier as CAP allows it: without white space, comma, `<` and `&` */
export function capIdentifier(text: string): string {
  return xmlText(text).replace(/[\s,<&]/g, "-");
}

/**
 * Writes a UTC time as CAP wants it: a numeric offset, no Z, no fraction (CAP 1.2, 3.3.2). A fraction is cut off; a
 * leap second, which XML Schema does not know, becomes the second before.
 */
export function capTime(utc: string): string {
  return `${utc.slice(0, 19).replace(/:60$/, ":59")}-00:00`;
}
