/** The text of one record of a JSON file, or why there is none. */
export type RecordText =
  | { readonly record: number; readonly text: string }
  | { readonly record: number; readonly fault: string };

/** A record is some hundred characters long. */
const RECORD_LIMIT = 65_536;

/**
 * Cuts a file into the texts of its JSON objects as they come, without holding more than one of them: records of one array,
 * one a line, or one after another. Objects within objects stay in their record.
 *
 * @param chunks bytes of the file
 */
export async function* recordTexts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<RecordText> {
  const decoder = new TextDecoder("utf-8");
  const splitter = new RecordSplitter();
  for await (const chunk of chunks) yield* splitter.take(decoder.decode(chunk, { stream: true }));
  yield* splitter.take(decoder.decode());
  yield* splitter.end();
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Where a text stands within the objects of a file. */
class RecordSplitter {
  private held: string[] = [];
  private length = 0;
  private depth = 0;
  private quoted = false;
  private escaped = false;
  private between = false;
  private record = 0;

  *take(text: string): Generator<RecordText> {
    let from = 0;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (this.depth === 0) {
        if (code === OPEN) {
          this.depth = 1;
          this.record += 1;
          this.between = false;
          from = i;
        } else yield* this.outside(code);
      } else if (this.escaped) this.escaped = false;
      else if (this.quoted) {
        if (code === BACKSLASH) this.escaped = true;
        else if (code === QUOTE) this.quoted = false;
      } else if (code === QUOTE) this.quoted = true;
      else if (code === OPEN) this.depth += 1;
      else if (code === CLOSE) {
        this.depth -= 1;
        if (this.depth > 0) continue;
        this.hold(text.slice(from, i + 1));
        yield this.flush();
      }
    }
    if (this.depth > 0) this.hold(text.slice(from));
  }

  *end(): Generator<RecordText> {
    if (this.depth > 0) yield { record: this.record, fault: "the file ends within the record" };
  }

  /** What stands between records and is neither comma, bracket nor white space: said once. */
  private *outside(code: number): Generator<RecordText> {
    const usual = code <= 0x20 || code === 0x2c || code === 0x5b || code === 0x5d || code === 0xfeff;
    if (usual) {
      if (code === 0x2c) this.between = false;
      return;
    }
    if (this.between) return;
    this.between = true;
    this.record += 1;
    yield { record: this.record, fault: "is no record" };
  }

  private hold(part: string): void {
    this.length += part.length;
    if (this.length > RECORD_LIMIT) this.held = [];
    else this.held.push(part);
  }

  private flush(): RecordText {
    const { held, length, record } = this;
    this.held = [];
    this.length = 0;
    return length > RECORD_LIMIT
      ? { record, fault: `is longer than ${RECORD_LIMIT} characters` }
      : { record, text: held.join("") };
  }
}
