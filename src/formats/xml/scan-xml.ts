import { InputError } from "../../messages/index.js";

/** An element with its children and text, and the line on which it opens. Names keep their prefix. */
export interface XmlElement {
  readonly name: string;
  readonly line: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const DEPTH_LIMIT = 64;
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<\/([^\s<>/]+)\s*>|<([^\s<>/!?][^\s<>/]*)((?:\s+[^\s<>=/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * Reads a small XML document into a tree that knows its lines.
 *
 * A document type is refused: with it come external entities (XXE), which no message that we read needs.
 * @throws {InputError} with the line where the document is not well formed
 */
export function readXml(text: string, file: string): XmlElement {
  return new XmlScanner(text, file).document();
}

class XmlScanner {
  private at = 0;
  private counted = 0;
  private line = 1;

  constructor(
    private readonly source: string,
    private readonly file: string,
  ) {}

  document(): XmlElement {
    if (this.source.charCodeAt(0) === 0xfeff) this.at = 1;
    const open: XmlElement[] = [];
    let root: XmlElement | null = null;
    while (this.at < this.source.length) {
      const next = this.source.indexOf("<", this.at);
      const end = next === -1 ? this.source.length : next;
      this.takeText(this.source.slice(this.at, end), open.at(-1));
      this.at = end;
      if (next === -1) break;
      const token = this.token();
      if (token[2] !== undefined) {
        if (open.length === 0 && root !== null) this.refuse("has a second root element");
        const element = this.element(token[2], token[3] ?? "");
        open.at(-1)?.children.push(element);
        root ??= element;
        if (token[4] !== "/") open.push(element);
        if (open.length > DEPTH_LIMIT) this.refuse(`is nested deeper than ${DEPTH_LIMIT} elements`);
      } else if (token[1] !== undefined) this.close(open.pop(), token[1]);
      else if (token[0].startsWith("<![CDATA[")) this.takeCharacters(token[0].slice(9, -3), open.at(-1));
      this.at += token[0].length;
    }
    const unclosed = open.at(-1);
    if (unclosed !== undefined) this.refuse(`ends within <${unclosed.name}>`, "the file may be cut off");
    if (root === null) this.refuse("holds no XML element");
    return root!;
  }

  private token(): RegExpExecArray {
    if (/^<!DOCTYPE/i.test(this.source.slice(this.at, this.at + 9))) {
      this.refuse("has a DOCTYPE", "remove it: document types and entities are not read");
    }
    TOKEN.lastIndex = this.at;
    const token = TOKEN.exec(this.source);
    if (token === null) this.refuse(`is not well-formed XML at "${clip(this.source.slice(this.at))}"`);
    return token!;
  }

  private element(name: string, attributeText: string): XmlElement {
    const attributes = new Map<string, string>();
    for (const [, key, double, single] of attributeText.matchAll(ATTRIBUTE)) {
      if (attributes.has(key!)) this.refuse(`has attribute ${key} twice`);
      attributes.set(key!, this.unescape(double ?? single ?? ""));
    }
    return { name, line: this.lineHere(), attributes, children: [], text: "" };
  }

  private close(element: XmlElement | undefined, name: string): void {
    if (element?.name === name) return;
    this.refuse(`closes </${name}>`, element === undefined ? "nothing is open" : `<${element.name}> is open`);
  }

  private takeText(text: string, into: XmlElement | undefined): void {
    if (text.trim() !== "") this.takeCharacters(this.unescape(text), into);
  }

  private takeCharacters(text: string, into: XmlElement | undefined): void {
    if (into === undefined) this.refuse(`has text outside its root element: "${clip(text.trim())}"`);
    else into.text += text;
  }

  private unescape(text: string): string {
    if (!text.includes("&")) return text;
    return text.replace(/&([^;\s]*)(;?)/g, (whole, name: string, end: string) => {
      const code = /^#(?:x([\da-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
      const point =
        code === null ? -1 : Number.parseInt(code[1] ?? code[2]!, code[1] === undefined ? 10 : 16);
      if (end === ";" && point > 0 && point <= 0x10ffff) return String.fromCodePoint(point);
      const known = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
      if (end !== ";" || known === undefined) this.refuse(`holds the unknown entity "${clip(whole)}"`);
      return known!;
    });
  }

  private lineHere(): number {
    for (; this.counted < this.at; this.counted += 1) {
      if (this.source.charCodeAt(this.counted) === 10) this.line += 1;
    }
    return this.line;
  }

  private refuse(wrong: string, right?: string): never {
    throw new InputError(`${this.file}:${this.lineHere()}`, wrong, right);
  }
}

function clip(text: string): string {
  return text.replace(/\s+/g, " ").slice(0, 40);
}
