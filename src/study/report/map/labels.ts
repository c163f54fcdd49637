import { html, type Markup, px } from "../html.js";

/** Mean width of a letter over the size of its type; generous, so that labels rather keep apart. */
const LETTER_WIDTH = 0.56;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A word that stands at a place of a picture. */
export interface Label {
  readonly text: string;
  /** The place, px. */
  readonly x: number;
  readonly y: number;
  readonly className: string;
  readonly size: number;
}

/** Puts labels where they hide neither each other nor the marks. */
export class LabelPlacer {
  private readonly taken: Box[] = [];

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {}

  /** Keeps a mark free of labels. */
  keepFree(x: number, y: number, radius: number): void {
    this.taken.push({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
  }

  /** @returns the label at the best of the places about its mark; one that finds none stands right of it all the same */
  place(label: Label): Markup {
    const width = label.text.length * label.size * LETTER_WIDTH;
    const candidates = placesAround(label, width);
    const box = candidates.find((candidate) => this.isFree(candidate)) ?? candidates[0]!;
    this.taken.push(box);
    return html`<text class="${label.className}" x="${px(box.left)}" y="${px(box.bottom - label.size * 0.25)}">${label.text}</text>`;
  }

  private isFree(box: Box): boolean {
    if (box.left < 4 || box.right > this.width - 4 || box.top < 4 || box.bottom > this.height - 4)
      return false;
    return !this.taken.some(
      (other) =>
        box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top,
    );
  }
}

/** Right, left, below, above, then the corners and farther out. */
function placesAround({ x, y, size }: Label, width: number): Box[] {
  const height = size * 1.2;
  const at = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + height });
  const places: Box[] = [];
  for (const gap of [10, 18, 30]) {
    places.push(
      at(x + gap, y - height / 2),
      at(x - gap - width, y - height / 2),
      at(x - width / 2, y + gap),
      at(x - width / 2, y - gap - height),
      at(x + gap * 0.7, y + gap * 0.7),
      at(x + gap * 0.7, y - gap * 0.7 - height),
      at(x - gap * 0.7 - width, y + gap * 0.7),
      at(x - gap * 0.7 - width, y - gap * 0.7 - height),
    );
  }
  return places;
}
