import type { RadarBudget } from "../../../messages/index.js";

/** Rounding must not count as energy that isn't there, s. */
const HAIR = 1e-12;

/**
 * Time and energy of one face over one repetition of its fence. A face transmits in some directions one after the
 * other, then listens in all of them: a period. No period holds more beams or pulses than it has room for, and the
 * whole repetition no more energy than the duty allows.
 */
export class FaceTimeline {
  private readonly period: number;
  private readonly periods: number;
  private readonly energy: number;
  private readonly transmit: number;
  private readonly beams: number;
  private readonly usedBeams: Uint16Array;
  private readonly usedTransmit: Float64Array;
  private usedEnergy = 0;
  private start = 0;

  /** @param length of the repetition, s */
  constructor(budget: RadarBudget, length: number) {
    this.period = budget.periodMilliseconds * 1e-3;
    this.periods = Math.floor(length / this.period + 1e-9);
    this.energy = budget.duty * length;
    this.transmit = budget.transmitMilliseconds * 1e-3;
    this.beams = budget.beamsPerPeriod;
    this.usedBeams = new Uint16Array(this.periods);
    this.usedTransmit = new Float64Array(this.periods);
  }

  /** Begins a repetition: all of its time and energy is free. */
  begin(start: number): void {
    this.start = start;
    this.usedBeams.fill(0);
    this.usedTransmit.fill(0);
    this.usedEnergy = 0;
  }

  /** Time for which the face transmits in this repetition so far, s. */
  get transmitted(): number {
    return this.usedEnergy;
  }

  /** Share of its beams that have been sent. */
  get load(): number {
    let sent = 0;
    for (const used of this.usedBeams) sent += used;
    return sent / (this.beams * this.periods);
  }

  /**
   * Finds room for one beam: in the period of the wanted time or the next free one after it, else in the last free one
   * before.
   *
   * @param wanted s after the run's start
   * @param pulse s
   * @returns when the pulse is sent, or NaN where there is no time or no energy for it
   */
  place(wanted: number, pulse: number): number {
    if (this.usedEnergy + pulse > this.energy + HAIR) return Number.NaN;
    const first = Math.min(Math.max(Math.floor((wanted - this.start) / this.period), 0), this.periods - 1);
    for (let k = first; k < this.periods; k++) if (this.hasRoom(k, pulse)) return this.take(k, pulse);
    for (let k = first - 1; k >= 0; k--) if (this.hasRoom(k, pulse)) return this.take(k, pulse);
    return Number.NaN;
  }

  private hasRoom(k: number, pulse: number): boolean {
    return this.usedBeams[k]! < this.beams && this.usedTransmit[k]! + pulse <= this.transmit + HAIR;
  }

  private take(k: number, pulse: number): number {
    const time = this.start + k * this.period + this.usedTransmit[k]!;
    this.usedBeams[k]! += 1;
    this.usedTransmit[k]! += pulse;
    this.usedEnergy += pulse;
    return time;
  }
}
