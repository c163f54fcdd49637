import { COVARIANCE, STATE } from "../kernels/index.js";

/** Confirmed tracks: one a row of arrays that are kept and only grow. Their order is that of their beginning. */
export class TrackTable {
  count = 0;
  x = new Float64Array(1024 * STATE);
  p = new Float64Array(1024 * COVARIANCE);
  /** s, when state and covariance hold */
  time = new Float64Array(1024);
  /** Logarithm of the odds that there is such a body. */
  existence = new Float64Array(1024);
  number = new Int32Array(1024);
  /** Plots used, and the node of the history that ends with the last. */
  plots = new Int32Array(1024);
  node = new Int32Array(1024);
  /** How often it was left open which plot was the track's. */
  deferrals = new Int32Array(1024);

  /** Room for one more; the caller fills it. */
  add(): number {
    if (this.count === this.time.length) this.grow();
    this.deferrals[this.count] = 0;
    return this.count++;
  }

  /** Drops the tracks that are marked, keeping the others' order. */
  drop(marks: Uint8Array): void {
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      if (marks[i] === 1) continue;
      if (kept !== i) this.move(i, kept);
      kept++;
    }
    this.count = kept;
  }

  private move(from: number, to: number): void {
    this.x.copyWithin(to * STATE, from * STATE, (from + 1) * STATE);
    this.p.copyWithin(to * COVARIANCE, from * COVARIANCE, (from + 1) * COVARIANCE);
    this.time[to] = this.time[from];
    this.existence[to] = this.existence[from];
    this.number[to] = this.number[from];
    this.plots[to] = this.plots[from];
    this.node[to] = this.node[from];
    this.deferrals[to] = this.deferrals[from];
  }

  private grow(): void {
    const wider = (old: Float64Array<ArrayBuffer>) => {
      const next = new Float64Array(2 * old.length);
      next.set(old);
      return next;
    };
    const widerInt = (old: Int32Array<ArrayBuffer>) => {
      const next = new Int32Array(2 * old.length);
      next.set(old);
      return next;
    };
    this.x = wider(this.x);
    this.p = wider(this.p);
    this.time = wider(this.time);
    this.existence = wider(this.existence);
    this.number = widerInt(this.number);
    this.plots = widerInt(this.plots);
    this.node = widerInt(this.node);
    this.deferrals = widerInt(this.deferrals);
  }
}
