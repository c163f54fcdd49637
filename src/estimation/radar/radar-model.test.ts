import { describe, expect, it } from "vitest";
import { eastNorthUp, geodeticToEcef, lookAt, lookToEcef } from "../../astro/index.js";
import { COAST_STATES, measure, measureJacobian, type RadarModel, STATE } from "./radar-model.js";

const site = { latitude: 0.47, longitude: -0.99, height: 20 };
/** Some smooth bending, so that its slope counts. */
const radar: RadarModel = {
  positionEcef: geodeticToEcef(site),
  ...eastNorthUp(site),
  bias: { range: 10, azimuth: 4e-4, elevation: 4e-4 },
  refractionSigma: 0.05,
  refraction: (elevation, _range, out) => {
    out[0] = 3e-4 / Math.tan(elevation + 0.02);
    out[1] = 2.4 / Math.sin(elevation + 0.02);
  },
};

function stateAt(azimuth: number, elevation: number, range: number): Float64Array {
  const x = new Float64Array(COAST_STATES);
  x.set([...lookToEcef(site, { azimuth, elevation, range }), -1500, -400, 2290, 8]);
  x[STATE.rangeBias] = 12;
  x[STATE.azimuthBias] = 3e-4;
  x[STATE.elevationBias] = -2e-4;
  x[STATE.refraction] = 0.1;
  return x;
}

describe("measure", () => {
  it("is the geometric look plus refraction and biases", () => {
    const x = stateAt(1, 0.2, 1.2e6);
    const out = new Float64Array(4);
    measure(radar, x, out);
    const look = lookAt(site, [x[0]!, x[1]!, x[2]!]);
    const bend = new Float64Array(2);
    radar.refraction(look.elevation, look.range, bend);
    expect(out[0]).toBeCloseTo(look.range + 1.1 * bend[1]! + 12, 6);
    expect(out[1]).toBeCloseTo(look.azimuth + 3e-4, 12);
    expect(out[2]).toBeCloseTo(look.elevation + 1.1 * bend[0]! - 2e-4, 12);
  });

  it("has the derivatives that its differences show", () => {
    for (const elevation of [0.06, 0.4, 1.3]) {
      const x = stateAt(2.5, elevation, 9e5);
      const jacobian = new Float64Array(4 * COAST_STATES);
      measureJacobian(radar, x, COAST_STATES, jacobian);
      const above = new Float64Array(4);
      const below = new Float64Array(4);
      for (let j = 0; j < COAST_STATES; j += 1) {
        const step = j < 3 ? 10 : j < 6 ? 0.1 : 1e-4;
        const moved = x.slice();
        moved[j] = x[j]! + step;
        measure(radar, moved, above);
        moved[j] = x[j]! - step;
        measure(radar, moved, below);
        for (let i = 0; i < 4; i += 1) {
          const slope = (above[i]! - below[i]!) / (2 * step);
          const scale = i === 0 || i === 3 ? 1 : 1e-6;
          expect(Math.abs(jacobian[i * COAST_STATES + j]! - slope)).toBeLessThan(
            2e-3 * scale + 1e-3 * Math.abs(slope),
          );
        }
      }
    }
  });
});
