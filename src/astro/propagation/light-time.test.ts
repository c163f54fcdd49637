import { expect, it } from "vitest";
import { EARTH } from "../earth/constants.js";
import { norm, subtract, type Vec3 } from "../vector.js";
import { downlinkTime, pulseThereAndBack, SPEED_OF_LIGHT, uplinkTime } from "./light-time.js";

function onCircle(radius: number, rate: number, phase: number): (t: number) => Vec3 {
  return (t) => [radius * Math.cos(rate * t + phase), radius * Math.sin(rate * t + phase), 0];
}

const station = onCircle(EARTH.radius, EARTH.rotation, 0);

it("is the distance where nothing moves", () => {
  const still = (): Vec3 => [3e8, 4e8, 0];
  expect(uplinkTime([0, 0, 0], 5, still)).toBe(5e8 / SPEED_OF_LIGHT);
  expect(downlinkTime([0, 0, 0], 5, still)).toBe(5e8 / SPEED_OF_LIGHT);
});

it("meets the target where it is by then", () => {
  const low = onCircle(7.2e6, 1.03e-3, 0.1);
  const up = uplinkTime(station(10), 10, low);
  expect(norm(subtract(low(10 + up), station(10))) / SPEED_OF_LIGHT).toBeCloseTo(up, 14);
  const down = downlinkTime(station(10), 10, low);
  expect(norm(subtract(low(10 - down), station(10))) / SPEED_OF_LIGHT).toBeCloseTo(down, 14);
});

it.each([
  ["a low satellite", 7.2e6, 1.03e-3, 0.15],
  ["one of navigation", 26.56e6, 1.4585e-4, 0.9],
])(
  "of a pulse to %s: half the way there and back is the distance at the bounce",
  (_, radius, rate, phase) => {
    const { bounce, receive } = pulseThereAndBack(station, 100, onCircle(radius, rate, phase));
    const distance = norm(subtract(onCircle(radius, rate, phase)(bounce), station(bounce)));
    expect(Math.abs(0.5 * SPEED_OF_LIGHT * (receive - 100) - distance)).toBeLessThan(1e-4);
    // ways up and down differ by metres, since the station moves
    expect(Math.abs(bounce - 100 - (receive - bounce)) * SPEED_OF_LIGHT).toBeGreaterThan(0.1);
  },
);
