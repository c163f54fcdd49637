/**
 * Many seeds of one scenario: how often the ellipses that claim 95 % hold.
 *
 *   npx tsx scripts/seeds.ts [--scenario FILE] [--seeds N] [--first SEED] [--workers N] [--each]
 */
import { parseArgs } from "node:util";
import { loadScenario } from "../src/cli/inputs/scenario.js";
import { openSource } from "../src/cli/inputs/source.js";
import { loadMatchingRule } from "../src/cli/scoring-rule.js";
import { runMonteCarlo, tabulateCoverage } from "../src/study/index.js";

const { values } = parseArgs({
  options: {
    scenario: { type: "string", default: "scenarios/ballistic.yaml" },
    seeds: { type: "string", default: "24" },
    first: { type: "string", default: "1" },
    workers: { type: "string", default: "2" },
    each: { type: "boolean", default: false },
  },
});

const first = Number(values.first);
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => first + i);
const { world } = await loadScenario(await openSource(values.scenario), first);
const outcomes = await runMonteCarlo(world, await loadMatchingRule(), {
  seeds,
  workers: Number(values.workers),
  onSeed: (done, outcome) => {
    if (values.each) process.stdout.write(`${JSON.stringify(outcome)}\n`);
    else if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${seeds.length}`);
  },
});
process.stdout.write(`${JSON.stringify(tabulateCoverage(outcomes), null, 2)}\n`);
