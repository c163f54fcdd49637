import { POWERS } from "./layout.js";

/** Numbers up to this can be doubled twice and still be exact. */
const GREATEST_WHOLE = 2 ** 50;

/** Writes the values of records one behind the other into bytes that grow as they must. */
export class ByteWriter {
  private bytes = Buffer.alloc(1 << 16);
  private length = 0;
  private strings = new Map<string, number>();

  /** Where the next value goes; for {@link rewind}. */
  get position(): number {
    return this.length;
  }

  /** What was written, valid until the next write. */
  written(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  /** Begins anew, with no string known. */
  clear(): void {
    this.length = 0;
    this.strings.clear();
  }

  byte(value: number): void {
    this.room(1);
    this.bytes[this.length++] = value;
  }

  /** An integer from 0 to 2⁵³, seven bits a byte, low ones first. */
  whole(value: number): void {
    this.room(8);
    let rest = value;
    while (rest >= 0x80000000) {
      const high = Math.floor(rest / 128);
      this.bytes[this.length++] = rest - high * 128 + 128;
      rest = high;
    }
    while (rest >= 128) {
      this.bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  /** An integer of either sign. */
  signed(value: number): void {
    this.whole(value >= 0 ? 2 * value : -2 * value - 1);
  }

  /** A number that has so many decimals, if it has; any other in full. */
  decimal(value: number, decimals: number): void {
    const power = POWERS[decimals]!;
    const n = Math.round(value * power);
    if (n / power === value && Math.abs(n) <= GREATEST_WHOLE && !Object.is(value, -0))
      this.whole(n >= 0 ? 4 * n : -4 * n - 2);
    else this.full(value);
  }

  /** A number that has four significant digits, if it has; any other in full. */
  significant(value: number): void {
    const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value))) - 3;
    if (Math.abs(exponent) <= 22 && !Object.is(value, -0)) {
      const power = POWERS[Math.abs(exponent)]!;
      const n = Math.round(exponent < 0 ? value * power : value / power);
      if ((exponent < 0 ? n / power : n * power) === value) {
        this.whole(n >= 0 ? 4 * n : -4 * n - 2);
        this.byte(exponent + 128);
        return;
      }
    }
    this.full(value);
  }

  /** A string of the block: its number, or 0 and the string itself where it is new. */
  string(text: string): void {
    const known = this.strings.get(text);
    if (known !== undefined) {
      this.whole(known);
      return;
    }
    this.whole(0);
    this.text(text);
    this.strings.set(text, this.strings.size + 1);
  }

  /** Length and UTF-8 bytes. */
  text(text: string): void {
    const length = Buffer.byteLength(text, "utf8");
    this.whole(length);
    this.room(length);
    this.length += this.bytes.write(text, this.length, "utf8");
  }

  private full(value: number): void {
    this.room(9);
    this.bytes[this.length] = 1;
    this.bytes.writeDoubleLE(value, this.length + 1);
    this.length += 9;
  }

  private room(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = Buffer.alloc(Math.max(2 * this.bytes.length, this.length + more));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}
