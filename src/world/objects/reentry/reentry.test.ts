import { describe, expect, it } from "vitest";
import { flyReentry, heightAt, stateAt } from "../../../../test/support/fly.js";
import { airDensity, ecefToGeodetic, orbitalShape, surfaceDistance } from "../../../astro/index.js";
import { type Body, curveIntensity } from "../../body.js";

const entry = {
  time: 0,
  latitudeDeg: 10,
  longitudeDeg: -30,
  azimuthDeg: 60,
  speed: 7800,
  flightPathAngleDeg: -1.5,
};
const whole = { breakUp: null, massKg: 2000, ballisticCoefficient: { median: 200, factor: 1.0000001 } };

const speedAt = (body: Body, time: number) => {
  const s = stateAt(body, time);
  return Math.hypot(s[3]!, s[4]!, s[5]!);
};

function placeAt(body: Body, time: number) {
  const [x, y, z] = stateAt(body, time);
  return ecefToGeodetic([x!, y!, z!]);
}

const lightAt = (body: Body, time: number) =>
  body.emissions.reduce((sum, e) => sum + (e.curve === undefined ? 0 : curveIntensity(e.curve, time)), 0);

/** Angle of two bodies' ways over the ground, m. */
const wayDown = (body: Body) => surfaceDistance(placeAt(body, 0), placeAt(body, body.motion.end));

describe("a body that comes down whole", () => {
  it("is braked hardest where Allen and Eggers have it", () => {
    // Allen and Eggers (1958): deceleration v²·sin γ/(2e·H) at most, whatever β, where ρ = β·sin γ/H. Steep, so that
    // the path is straight; H is the air's own scale height where it happens.
    for (const beta of [300, 3000]) {
      const [body] = flyReentry({
        entry: { ...entry, flightPathAngleDeg: -40 },
        ...whole,
        ballisticCoefficient: { median: beta, factor: 1.0000001 },
      });
      let [most, when] = [0, 0];
      for (let t = 0; t < body!.motion.end - 1; t += 0.25) {
        const braking = (speedAt(body!, t) - speedAt(body!, t + 0.25)) / 0.25;
        if (braking > most) [most, when] = [braking, t];
      }
      const height = heightAt(body!, when);
      const scaleHeight = 2000 / Math.log(airDensity(height - 1000) / airDensity(height + 1000));
      const start = stateAt(body!, 0);
      const speed = Math.hypot(start[3]!, start[4]!, start[5]!);
      const steepness = Math.sin((40 * Math.PI) / 180) * (7800 / speed);
      const expected = (speed ** 2 * steepness) / (2 * Math.E * scaleHeight);
      expect(Math.abs(most / expected - 1)).toBeLessThan(0.1);
      expect(Math.abs(airDensity(height) / ((beta * steepness) / scaleHeight) - 1)).toBeLessThan(0.25);
    }
  });

  it("gives off its share of all energy that it loses", () => {
    const [body] = flyReentry({ entry, ...whole, radiantEfficiency: 0.01 });
    const curve = body!.emissions[0]!.curve!;
    let light = 0;
    for (let k = 1; k < curve.times.length; k++) {
      light +=
        (curve.intensities[k]! + curve.intensities[k - 1]!) * 0.5 * (curve.times[k]! - curve.times[k - 1]!);
    }
    // Potential and kinetic energy in the turning frame, whose own potential (centrifugal) is small but counted.
    const energy = (t: number) => {
      const [x, y, z, u, v, w] = stateAt(body!, t);
      const spin = 7.292115e-5 ** 2 * (x! ** 2 + y! ** 2);
      return (u! ** 2 + v! ** 2 + w! ** 2) / 2 - 3.986004418e14 / Math.hypot(x!, y!, z!) - spin / 2;
    };
    const lost = 2000 * (energy(curve.times[0]!) - energy(curve.times.at(-1)!));
    expect((light * 4 * Math.PI) / 0.01 / lost).toBeCloseTo(1, 2);
  });

  it("glows some 10⁴ to 10⁵ W/sr, between 80 and 40 km", () => {
    const [body] = flyReentry({ entry, ...whole });
    const [emission] = body!.emissions;
    expect(emission!.radiantIntensity).toBeGreaterThan(1e4);
    expect(emission!.radiantIntensity).toBeLessThan(3e5);
    const { times, intensities } = emission!.curve!;
    const height = heightAt(body!, times[intensities.indexOf(emission!.radiantIntensity)]!);
    expect(height).toBeGreaterThan(40e3);
    expect(height).toBeLessThan(80e3);
    expect(lightAt(body!, emission!.start - 1)).toBe(0);
  });

  it("flies further with lift upwards, and to the side with a bank", () => {
    const way = (liftToDrag: number, bankDeg = 0) => {
      const [body] = flyReentry({ entry, ...whole, liftToDrag, bankDeg });
      return body!;
    };
    expect(wayDown(way(0.3))).toBeGreaterThan(wayDown(way(0)) + 200e3);
    expect(wayDown(way(0.3, 180))).toBeLessThan(wayDown(way(0)));
    const [left, right] = [way(0.3, -70), way(0.3, 70)].map((b) => placeAt(b, b.motion.end));
    // Flying north-east, right is to the south.
    expect(right!.latitude).toBeLessThan(left!.latitude - 0.02);
    const direct = placeAt(way(0), way(0).motion.end);
    expect(right!.latitude).toBeLessThan(direct.latitude + 0.02);
  });
});

describe("from an orbit", () => {
  const orbit = {
    time: 0,
    perigeeKm: 180,
    apogeeKm: 260,
    inclinationDeg: 51.6,
    ascendingNodeLongitudeDeg: 20,
    argumentOfPerigeeDeg: 40,
    trueAnomalyDeg: 200,
  };

  it("begins with the elements of its file", () => {
    const [body] = flyReentry({ orbit, ...whole });
    const [x, y, z, u, v, w] = stateAt(body!, 0);
    const shape = orbitalShape([x!, y!, z!], [u!, v!, w!]);
    expect(shape.perigeeHeight / 1e3).toBeCloseTo(180, 6);
    expect(shape.apogeeHeight / 1e3).toBeCloseTo(260, 6);
    expect((shape.inclination * 180) / Math.PI).toBeCloseTo(51.6, 9);
    // argument of latitude 240°: z = r·sin(u)·sin(i)
    const sine = z! / Math.hypot(x!, y!, z!) / Math.sin((51.6 * Math.PI) / 180);
    expect(sine).toBeCloseTo(Math.sin((240 * Math.PI) / 180), 9);
  });

  it("stays up without a braking impulse, and comes down steeper the stronger that is", () => {
    const [stays] = flyReentry({ orbit, ...whole });
    expect(stays!.truth!.impact).toBeUndefined();
    const angles = [100, 200].map((speed) => {
      const [body] = flyReentry({ orbit: { ...orbit, deorbit: { secondsAfter: 300, speed } }, ...whole });
      expect(body!.truth!.impact).toBeDefined();
      const jump = Math.hypot(
        ...[3, 4, 5].map((i) => stateAt(body!, 300.001)[i]! - stateAt(body!, 299.999)[i]!),
      );
      expect(Math.abs(jump - speed)).toBeLessThan(0.1);
      let t = 300;
      while (heightAt(body!, t) > 120e3) t += 1;
      return (heightAt(body!, t) - heightAt(body!, t - 1)) / speedAt(body!, t);
    });
    expect(angles[1]!).toBeLessThan(angles[0]! - 0.005);
  });

  it("decays by the air alone from low enough", () => {
    const [body] = flyReentry({ orbit: { ...orbit, perigeeKm: 105, apogeeKm: 140 }, ...whole });
    expect(body!.truth!.impact).toBeDefined();
    expect(body!.motion.end).toBeGreaterThan(1500);
  });

  it("says what is no orbit", () => {
    expect(() => flyReentry({ orbit: { ...orbit, apogeeKm: 150 } })).toThrow(/above `orbit.apogeeKm`/);
    expect(() => flyReentry({})).toThrow(/either `entry` or `orbit`/);
    expect(() => flyReentry({ orbit, entry })).toThrow(/either `entry` or `orbit`/);
  });
});

describe("a body that breaks up", () => {
  const bodies = flyReentry({ entry, tumble: {} }, 4);
  const [main, ...fragments] = bodies;
  const time = main!.truth!.drawn!.breakUpTime!;

  it("does so at its height, into its fragments, children of the re-entry", () => {
    expect(heightAt(main!, time)).toBeCloseTo(78e3, 0);
    expect(fragments).toHaveLength(15);
    for (const f of fragments) {
      expect(f.truth!.parent).toBe("down");
      expect(f.truth!.class).toBe("reentry");
      expect(f.motion.start).toBe(time);
      expect(f.truth!.impact).toBeDefined();
    }
    expect(main!.truth!.class).toBe("reentry");
    expect(main!.tumbling).toBeDefined();
  });

  it("keeps its mass: the light of the pieces begins where that of the whole ended", () => {
    const before = lightAt(main!, time - 0.01);
    const after = bodies.reduce((sum, b) => sum + lightAt(b, time + 0.02), 0);
    // Pieces are lighter against the air than the whole, so that they lose power faster.
    const lighter = fragments.reduce((sum, f) => sum + 150 / f.truth!.drawn!.ballisticCoefficient!, 0) / 15;
    const beta = main!.truth!.drawn!.ballisticCoefficient! / 150;
    expect(after / before).toBeCloseTo(0.4 + 0.6 * lighter * beta, 0);
  });

  it("strews its pieces along its way, light ones short of heavy ones", () => {
    const pairs = fragments
      .map((f) => [f.truth!.drawn!.ballisticCoefficient!, wayTo(f)] as const)
      .sort((a, b) => a[0] - b[0]);
    expect(pairs.at(-1)![1]).toBeGreaterThan(pairs[0]![1] + 20e3);
  });

  function wayTo(f: Body): number {
    return surfaceDistance(placeAt(main!, time), placeAt(f, f.motion.end));
  }

  it("breaks up by dynamic pressure where that comes first", () => {
    const [early] = flyReentry({ entry, breakUp: { dynamicPressure: 300 } });
    const t = early!.truth!.drawn!.breakUpTime!;
    const height = heightAt(early!, t);
    expect(height).toBeGreaterThan(78e3);
    expect(0.5 * airDensity(height) * speedAt(early!, t) ** 2).toBeCloseTo(300, 1);
  });
});
