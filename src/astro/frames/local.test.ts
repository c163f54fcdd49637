import fc from "fast-check";
import { expect, test } from "vitest";
import { cross, dot, norm, subtract, unit, type Vec3 } from "../vector.js";
import { subpointAxes } from "./local.js";

const component = fc.double({ min: -1, max: 1, noNaN: true });
const direction = fc
  .tuple(component, component, component)
  .filter((v) => Math.hypot(...v) > 0.1)
  .map((v) => unit(v as Vec3));

test("the axes under a satellite are unit vectors, at right angles to each other and to nadir", () => {
  fc.assert(
    fc.property(direction, (up) => {
      // nearer to the pole than a millionth of a metre east has no digits left
      fc.pre(Math.hypot(up[0], up[1]) > 1e-13);
      const { east, north } = subpointAxes([up[0] * 4e7, up[1] * 4e7, up[2] * 4e7]);
      const handed = cross(east, north);
      return (
        Math.abs(norm(east) - 1) < 1e-12 &&
        Math.abs(norm(north) - 1) < 1e-12 &&
        Math.abs(dot(east, north)) < 1e-12 &&
        norm(subtract(handed, up)) < 1e-12
      );
    }),
  );
});

test("at a pole they are still there", () => {
  expect(subpointAxes([0, 0, 4e7])).toEqual({ east: [-0, 1, 0], north: [-1, -0, 0] });
});
