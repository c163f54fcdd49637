import { POWERS } from "./layout.js";

/** What is wrong with a payload, and at which of its bytes. */
export class PayloadError extends Error {
  override readonly name = "PayloadError";
  constructor(
    readonly position: number,
    readonly wrong: string,
  ) {
    super(wrong);
  }
}

/** Reads what a {@link ByteWriter} wrote, strictly. */
export class ByteReader {
  private at = 0;
  private readonly strings: string[] = [];

  constructor(private readonly bytes: Buffer) {}

  get position(): number {
    return this.at;
  }

  get ended(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    if (this.at >= this.bytes.length) throw new PayloadError(this.at, "the block ends within a record");
    return this.bytes[this.at++]!;
  }

  whole(): number {
    let value = 0;
    let factor = 1;
    for (let k = 0; k < 8; k++) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
    throw new PayloadError(this.at, "a number without end");
  }

  signed(): number {
    const value = this.whole();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  decimal(decimals: number): number {
    const n = this.multiple();
    return n === null ? this.full() : n / POWERS[decimals]!;
  }

  significant(): number {
    const n = this.multiple();
    if (n === null) return this.full();
    const exponent = this.byte() - 128;
    const power = POWERS[Math.abs(exponent)];
    if (power === undefined) throw new PayloadError(this.at - 1, `10^${exponent} is out of range`);
    return exponent < 0 ? n / power : n * power;
  }

  string(): string {
    const number = this.whole();
    if (number === 0) {
      const text = this.text();
      this.strings.push(text);
      return text;
    }
    const known = this.strings[number - 1];
    if (known === undefined) throw new PayloadError(this.at, `string ${number} is not known yet`);
    return known;
  }

  text(): string {
    const length = this.whole();
    const end = this.at + length;
    if (end > this.bytes.length) throw new PayloadError(this.at, "the block ends within a text");
    const text = this.bytes.toString("utf8", this.at, end);
    this.at = end;
    return text;
  }

  /** A whole multiple, or null where a number in full follows. */
  private multiple(): number | null {
    const value = this.whole();
    if (value % 2 === 1) {
      if (value !== 1) throw new PayloadError(this.at, "a number of no known form");
      return null;
    }
    const half = value / 2;
    return half % 2 === 0 ? half / 2 : -(half + 1) / 2;
  }

  private full(): number {
    if (this.at + 8 > this.bytes.length) throw new PayloadError(this.at, "the block ends within a number");
    const value = this.bytes.readDoubleLE(this.at);
    this.at += 8;
    return value;
  }
}
