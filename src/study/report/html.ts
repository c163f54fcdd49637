/** Text that is safe to stand in HTML and SVG, between tags and in quoted attributes. */
export function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Markup that was put together by `html` and needs no escaping. */
export class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Piece = Markup | string | number | null | undefined | readonly (Markup | null)[];

/** Puts markup together: every value is escaped unless it is markup itself; null leaves nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  let text = strings[0]!;
  for (let i = 0; i < values.length; i += 1) text += pieceText(values[i]) + strings[i + 1]!;
  return new Markup(text);
}

function pieceText(piece: Piece): string {
  if (piece === null || piece === undefined) return "";
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === "object") return piece.map((part) => part?.text ?? "").join("");
  return escapeText(String(piece));
}

/** @returns a coordinate as SVG needs it: a tenth of a pixel is enough */
export function px(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}

/** @returns a name that can be an HTML id */
export function anchor(id: string): string {
  return id.replace(/[^A-Za-z0-9_-]/g, "-");
}
