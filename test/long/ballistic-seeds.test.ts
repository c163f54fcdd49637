import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { loadScenario } from "../../src/cli/inputs/scenario.js";
import { openSource } from "../../src/cli/inputs/source.js";
import { loadMatchingRule } from "../../src/cli/scoring-rule.js";
import { type CoverageTable, runMonteCarlo, tabulateCoverage } from "../../src/study/index.js";
import { ROOT } from "../support/small-world.js";

const SEEDS = Array.from({ length: 400 }, (_, i) => i + 1);

describe("the ballistic part of the demo over 400 seeds", () => {
  let table: CoverageTable;
  beforeAll(async () => {
    const { world } = await loadScenario(await openSource(join(ROOT, "scenarios/ballistic.yaml")), 1);
    table = tabulateCoverage(
      await runMonteCarlo(world, await loadMatchingRule(), { seeds: SEEDS, workers: 2 }),
    );
    console.log(JSON.stringify(table, null, 2));
  }, 3_600_000);

  test("no launch is missed, nothing is warned of wrongly", () => {
    expect(table).toMatchObject({ launches: 400, missed: 0, falseWarnings: 0 });
  });
  test.each(["launchAtNotice", "impactAtConfirmation", "impactAtLastUpdate"] as const)(
    "%s: an ellipse that claims 95 %% holds the truth in 92.5 to 97.5 %% of runs",
    (moment) => {
      expect(table[moment]?.runs).toBe(400);
      expect(table[moment]?.coverage).toBeGreaterThanOrEqual(0.925);
      expect(table[moment]?.coverage).toBeLessThanOrEqual(0.975);
    },
  );
});
