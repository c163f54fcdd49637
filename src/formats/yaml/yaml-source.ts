import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  parseDocument,
  visit,
} from "yaml";
import { InputError } from "../../messages/index.js";

/** Largest YAML file that is read, characters: scenarios and networks are written by hand. */
const LENGTH_LIMIT = 4 * 1024 * 1024;

/** Collections within collections; what people write has about ten. */
const DEPTH_LIMIT = 100;

export type KeyPath = readonly PropertyKey[];

/** A YAML text that was parsed, and still knows on which line each value stands. */
export class YamlSource {
  readonly value: unknown;
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  /** @throws {InputError} with the line where the text is no YAML 1.2 */
  constructor(
    text: string,
    private readonly file: string,
  ) {
    if (text.length > LENGTH_LIMIT) {
      throw new InputError(file, `is larger than ${LENGTH_LIMIT} characters`, "split it");
    }
    this.refuseDepth(text);
    this.document = parseDocument(text, {
      lineCounter: this.lines,
      prettyErrors: false,
      version: "1.2",
      merge: false,
    });
    const fault = this.document.errors[0] ?? this.document.warnings[0];
    if (fault?.code === "MULTIPLE_DOCS")
      throw new InputError(
        `${file}:${this.lines.linePos(fault.pos[0]).line}`,
        "a second document begins here",
        "one document in a file",
      );
    if (fault !== undefined) {
      throw new InputError(`${file}:${this.lines.linePos(fault.pos[0]).line}`, oneLine(fault.message));
    }
    const value = this.toValue();
    if (value === null || value === undefined) throw new InputError(file, "is empty");
    this.value = value;
  }

  /**
   * The library composes what it parsed by recursion, and near the end of the stack the engine itself may give up: the
   * depth is looked at beforehand, where the library parses without recursion.
   */
  private refuseDepth(text: string): void {
    const parser = new Parser();
    for (const lexeme of new Lexer().lex(text)) {
      for (const _ of parser.next(lexeme));
      if (parser.stack.length > DEPTH_LIMIT) {
        const line = text.slice(0, parser.offset).split("\n").length;
        throw new InputError(
          `${this.file}:${line}`,
          "is nested too deeply",
          `at most ${DEPTH_LIMIT} levels are read`,
        );
      }
    }
  }

  private toValue(): unknown {
    try {
      return this.document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      if (error instanceof ReferenceError) throw this.aliasFault(error);
      if (error instanceof RangeError) throw new InputError(this.file, "is nested too deeply");
      throw error;
    }
  }

  /** An alias of nothing has a line; too many aliases (a "billion laughs" bomb) are a fault of the whole file. */
  private aliasFault(error: ReferenceError): InputError {
    let line = "";
    visit(this.document, {
      Alias: (_, alias) => {
        if (alias.resolve(this.document) !== undefined) return undefined;
        line = `:${this.lines.linePos(rangeStart(alias) ?? 0).line}`;
        return visit.BREAK;
      },
    });
    return new InputError(`${this.file}${line}`, oneLine(error.message));
  }

  /** @returns the line of the value at a path, or of the nearest thing around it that exists */
  lineOf(path: KeyPath): number {
    let node: unknown = this.document.contents;
    let offset = rangeStart(node) ?? 0;
    for (const key of path) {
      const target = this.resolve(node);
      if (isMap(target)) {
        const pair = target.items.find((p) => isScalar(p.key) && String(p.key.value) === String(key));
        if (pair === undefined) break;
        offset = rangeStart(pair.key) ?? offset;
        node = pair.value;
      } else if (isSeq(target)) {
        node = target.items[Number(key)];
        if (node === undefined) break;
        offset = rangeStart(node) ?? offset;
      } else break;
    }
    return this.lines.linePos(offset).line;
  }

  private resolve(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.document) : node;
  }
}

function rangeStart(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

function oneLine(message: string): string {
  return message.replace(/\s+/g, " ").slice(0, 160);
}
