import { Hypotheses } from "./hypotheses.js";

/** Families of hypotheses, each begun by one plot, in the order of their beginning. */
export class Families {
  readonly hypotheses = new Hypotheses();
  count = 0;
  /** First hypothesis. */
  first = new Int32Array(0);
  /** Probability that there is no body: kept instead of that of existence, which comes too near 1 to hold. */
  doubt = new Float64Array(0);
  /** Of this scan: probability of existence if the family takes no plot, and of a body that exists to be missed. */
  existsIfMissed = new Float64Array(0);
  missProbability = new Float64Array(0);
  /** 1 where too many contended for the probabilities to be exact. */
  approximate = new Uint8Array(0);

  /** Radar whose plot began it. */
  radar = new Int32Array(0);
  /** Probability that its body, if there is one, had just appeared. */
  appeared = new Float64Array(0);

  add(first: number, doubt: number, radar: number, appeared: number): void {
    if (this.count === this.first.length) this.grow();
    this.radar[this.count] = radar;
    this.appeared[this.count] = appeared;
    this.first[this.count] = first;
    this.doubt[this.count++] = doubt;
  }

  /** Drops families that have no hypothesis left. */
  compact(): void {
    let kept = 0;
    for (let f = 0; f < this.count; f++) {
      if (this.first[f] < 0) continue;
      this.first[kept] = this.first[f];
      this.radar[kept] = this.radar[f];
      this.appeared[kept] = this.appeared[f];
      this.doubt[kept++] = this.doubt[f];
    }
    this.count = kept;
  }

  private grow(): void {
    const room = Math.max(256, 2 * this.count);
    const first = new Int32Array(room);
    const doubt = new Float64Array(room);
    const radar = new Int32Array(room);
    const appeared = new Float64Array(room);
    first.set(this.first);
    doubt.set(this.doubt);
    radar.set(this.radar);
    appeared.set(this.appeared);
    this.first = first;
    this.doubt = doubt;
    this.radar = radar;
    this.appeared = appeared;
    this.existsIfMissed = new Float64Array(room);
    this.missProbability = new Float64Array(room);
    this.approximate = new Uint8Array(room);
  }
}
