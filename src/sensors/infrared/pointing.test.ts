import fc from "fast-check";
import { test } from "vitest";
import { cross, dot, norm, subpointAxes, subtract, unit, type Vec3 } from "../../astro/index.js";
import { applyPointing } from "./pointing.js";

const component = fc.double({ min: -1, max: 1, noNaN: true });
const direction = fc
  .tuple(component, component, component)
  .filter((v) => Math.hypot(...v) > 0.1)
  .map((v) => unit(v as Vec3));
const turn = fc.double({ min: -1e-3, max: 1e-3, noNaN: true });

test("a turn keeps lengths, is undone by its opposite, and is ω × d to first order", () => {
  fc.assert(
    fc.property(direction, direction, turn, turn, (sight, up, biasEast, biasNorth) => {
      const axes = subpointAxes([up[0] * 4e7, up[1] * 4e7, up[2] * 4e7]);
      const turned = applyPointing(sight, axes, biasEast, biasNorth);
      const back = applyPointing(turned, axes, -biasEast, -biasNorth);
      const omega: Vec3 = [
        biasEast * axes.east[0] + biasNorth * axes.north[0],
        biasEast * axes.east[1] + biasNorth * axes.north[1],
        biasEast * axes.east[2] + biasNorth * axes.north[2],
      ];
      const first = cross(omega, sight);
      const off = subtract(subtract(turned, sight), first);
      return (
        Math.abs(norm(turned) - 1) < 1e-12 &&
        norm(subtract(back, sight)) < 1e-12 &&
        norm(off) <= 0.51 * dot(omega, omega) + 1e-15
      );
    }),
  );
});
