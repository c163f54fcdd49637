import { COVARIANCE, STATE } from "../kernels/index.js";

/**
 * What a first plot may be the beginning of: states with the plots that led to them, in slots that are handed out and
 * taken back. Those of one family are linked.
 */
export class Hypotheses {
  x = new Float64Array(0);
  p = new Float64Array(0);
  /** s, when the state holds: that of its last plot */
  time = new Float64Array(0);
  /** Probability within its family. */
  weight = new Float64Array(0);
  plots = new Int32Array(0);
  /** Node of the history that ends with the last plot. */
  node = new Int32Array(0);
  /** Next of the same family, or −1. */
  next = new Int32Array(0);
  private free = -1;

  take(): number {
    if (this.free < 0) this.grow();
    const slot = this.free;
    this.free = this.next[slot];
    this.next[slot] = -1;
    return slot;
  }

  giveBack(slot: number): void {
    this.next[slot] = this.free;
    this.free = slot;
  }

  /** Gives back a hypothesis and all that are linked behind it. */
  giveBackAll(first: number): void {
    for (let slot = first; slot >= 0; ) {
      const next = this.next[slot];
      this.giveBack(slot);
      slot = next;
    }
  }

  private grow(): void {
    const before = this.time.length;
    const room = Math.max(256, 2 * before);
    const wider = (old: Float64Array, each: number) => {
      const next = new Float64Array(room * each);
      next.set(old);
      return next;
    };
    const widerInt = (old: Int32Array) => {
      const next = new Int32Array(room);
      next.set(old);
      return next;
    };
    this.x = wider(this.x, STATE);
    this.p = wider(this.p, COVARIANCE);
    this.time = wider(this.time, 1);
    this.weight = wider(this.weight, 1);
    this.plots = widerInt(this.plots);
    this.node = widerInt(this.node);
    this.next = widerInt(this.next);
    for (let slot = room - 1; slot >= before; slot--) this.giveBack(slot);
  }
}
