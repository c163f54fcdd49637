import { expect, test } from "vitest";
import { boundError } from "../../src/estimation/index.js";
import { studyFarina } from "../../src/study/published/farina/index.js";
import { meanOf, neesOf, rmseOf } from "../../src/study/published/follow.js";

test("1,000 re-entries: NEES of the unscented filter at every time, and of the adaptive one; errors at the bound", async () => {
  const study = await studyFarina(1000, 77);
  const unscented = neesOf(study.unscented);
  expect(Math.min(...unscented)).toBeGreaterThan(3.5);
  expect(Math.max(...unscented)).toBeLessThan(5);
  expect(Math.max(...neesOf(study.inParts))).toBeLessThan(4.6);
  for (const { kinematic } of [study.fromAbove, study.fromBelow, study.drawn])
    expect(Math.max(...neesOf(kinematic))).toBeLessThan(5);
  const ratios = (components: readonly number[]) =>
    rmseOf(study.fromAbove.kinematic, components)
      .map((error, k) => error / boundError(study.boundUnknown[k]!, 5, components))
      .filter((ratio) => !Number.isNaN(ratio));
  expect(meanOf(ratios([0, 2]))).toBeLessThan(1.05);
  expect(meanOf(ratios([1, 3]))).toBeLessThan(1.06);
});
