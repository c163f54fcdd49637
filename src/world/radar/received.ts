import { normalAt, type RandomStream } from "../../astro/index.js";
import { swerlingAt } from "../draws.js";

/**
 * What a square-law detector gives of one look at an object, summed over its pulses, in units of the noise power of one
 * pulse. The object's fluctuation is drawn once a look (Swerling's cases 1 and 3) or once a pulse (2 and 4); each
 * pulse has its own complex Gaussian noise.
 *
 * @param fluctuation draws of the object's cross-section
 * @param noise draws of the receiver; the look's errors follow at `errorIndex`
 * @param look number of the look at this object, never twice the same
 * @param mean signal-to-noise power ratio of one pulse, linear
 */
export function receivedPower(
  fluctuation: RandomStream,
  noise: RandomStream,
  look: number,
  mean: number,
  swerling: 0 | 1 | 2 | 3 | 4,
  pulses: number,
): number {
  const first = (3 + 2 * pulses) * look;
  const eachPulse = swerling === 2 || swerling === 4;
  let amplitude = 0;
  let power = 0;
  for (let k = 0; k < pulses; k++) {
    if (k === 0 || eachPulse) {
      amplitude = Math.sqrt(mean * swerlingAt(fluctuation, 2 * pulses * look + k, swerling));
    }
    const inPhase = amplitude + normalAt(noise, first + 2 * k) * Math.SQRT1_2;
    const quadrature = normalAt(noise, first + 2 * k + 1) * Math.SQRT1_2;
    power += inPhase * inPhase + quadrature * quadrature;
  }
  return power;
}

/** Where in the noise's draws the three errors of a look's plot stand. */
export function errorIndex(look: number, pulses: number): number {
  return (3 + 2 * pulses) * look + 2 * pulses;
}
