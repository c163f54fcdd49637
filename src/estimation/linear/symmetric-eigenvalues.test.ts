import { expect, it } from "vitest";
import { symmetricEigenvalues } from "./symmetric-eigenvalues.js";

it("eigenvalues of a symmetric matrix", () => {
  expect(symmetricEigenvalues([2, 0, 0, 0, 1, 0, 0, 0, 3])).toEqual(
    [1, 2, 3].map((x) => expect.closeTo(x, 12)),
  );
  // [[2, 1, 0], [1, 2, 1], [0, 1, 2]]: 2 − √2, 2, 2 + √2
  const found = symmetricEigenvalues([2, 1, 0, 1, 2, 1, 0, 1, 2]);
  expect(found).toEqual([2 - Math.SQRT2, 2, 2 + Math.SQRT2].map((x) => expect.closeTo(x, 12)));
  expect(symmetricEigenvalues([5, 0, 0, 0, 5, 0, 0, 0, 5])).toEqual([5, 5, 5]);
});
