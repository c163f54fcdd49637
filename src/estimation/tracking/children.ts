/** Hypotheses that have just taken a plot, in order of their families. The arrays are kept and only grow. */
export class Children {
  count = 0;
  slot = new Int32Array(256);
  /** Pair of family and plot in the contest. */
  edge = new Int32Array(256);
  /** Weight of the parent times likelihood ratio to clutter. */
  ratio = new Float64Array(256);
  /** Where a family's children begin. */
  start = new Int32Array(257);

  begin(families: number): void {
    this.count = 0;
    if (this.start.length < families + 1) this.start = new Int32Array(2 * families + 1);
  }

  add(slot: number, edge: number, ratio: number): void {
    if (this.count === this.slot.length) this.grow();
    this.slot[this.count] = slot;
    this.edge[this.count] = edge;
    this.ratio[this.count++] = ratio;
  }

  private grow(): void {
    const room = 2 * this.count;
    const slot = new Int32Array(room);
    const edge = new Int32Array(room);
    const ratio = new Float64Array(room);
    slot.set(this.slot);
    edge.set(this.edge);
    ratio.set(this.ratio);
    this.slot = slot;
    this.edge = edge;
    this.ratio = ratio;
  }
}
