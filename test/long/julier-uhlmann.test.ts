import { expect, test } from "vitest";
import { meanOf, rmseOf, rootMeanOf } from "../../src/study/published/follow.js";
import { studyJulierUhlmann } from "../../src/study/published/julier-uhlmann/index.js";

test("100 re-entries of Julier and Uhlmann: 8.4 ± 0.3 m, whichever way runs are averaged", async () => {
  const study = await studyJulierUhlmann(100, 1, { boundTruths: 0 });
  for (const { errors, own } of [
    { errors: study.extended, own: study.extendedRuns },
    { errors: study.unscented, own: study.unscentedRuns },
  ]) {
    expect(Math.abs(rootMeanOf(rmseOf(errors, [0, 1])) - 8.4)).toBeLessThan(0.3);
    expect(Math.abs(meanOf(own) - 8.4)).toBeLessThan(0.3);
  }
});
