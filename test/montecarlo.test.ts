import { join } from "node:path";
import { expect, test } from "vitest";
import { loadScenario } from "../src/cli/inputs/scenario.js";
import { openSource } from "../src/cli/inputs/source.js";
import { loadMatchingRule } from "../src/cli/scoring-rule.js";
import { runMonteCarlo, tabulateCoverage } from "../src/study/index.js";
import { ROOT } from "./support/small-world.js";

const SEEDS = Array.from({ length: 12 }, (_, i) => 1001 + i);

/** The long form of this, over 400 seeds, stands in test/long. */
test("over 12 seeds every launch is found, nothing is warned of wrongly, and ellipses hold as far as 12 can tell", async () => {
  const { world } = await loadScenario(await openSource(join(ROOT, "scenarios/ballistic.yaml")), 1);
  const outcomes = await runMonteCarlo(world, await loadMatchingRule(), { seeds: SEEDS, workers: 2 });
  const table = tabulateCoverage(outcomes);
  expect(table).toMatchObject({ seeds: 12, launches: 12, missed: 0, falseWarnings: 0 });
  // With a true coverage of 95 %, 9 or more of 12 lie inside in 998 of 1000 studies.
  for (const row of [table.launchAtNotice, table.impactAtConfirmation, table.impactAtLastUpdate]) {
    expect(row?.runs).toBe(12);
    expect(row?.inside).toBeGreaterThanOrEqual(9);
  }
  // One seed alone, in this thread, gives what the threads gave.
  const [again] = await runMonteCarlo(world, await loadMatchingRule(), { seeds: [1003], workers: 1 });
  expect(again).toEqual(outcomes[2]);
}, 240_000);
