/** @returns text that may stand in XML 1.0; characters that may not become U+FFFD */
export function xmlText(text: string): string {
  let clean = "";
  for (const character of text) clean += isXmlCharacter(character.codePointAt(0)!) ? character : "\uFFFD";
  return clean;
}

/** XML 1.0 (fifth edition), production 2. */
function isXmlCharacter(point: number): boolean {
  if (point < 0x20) return point === 0x09 || point === 0x0a || point === 0x0d;
  return point <= 0xd7ff || (point >= 0xe000 && point <= 0xfffd) || point >= 0x1_0000;
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
