import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadScenario } from "../../src/cli/inputs/scenario.js";
import { openSource } from "../../src/cli/inputs/source.js";
import { loadMatchingRule } from "../../src/cli/scoring-rule.js";
import { runMonteCarlo, tabulateCoverage } from "../../src/study/index.js";
import { NETWORK, openWorkshop, ROOT } from "../support/small-world.js";

const shop = openWorkshop();
afterAll(() => shop.remove());

/** The radar that sees the flight is dark until five minutes after burnout. */
const SCENE = `name: late
start: 2026-08-22T06:00:00Z
durationSeconds: 960
network: ${NETWORK}
objects:
  - id: ballistic-1
    kind: vehicle
    vehicle: ${join(ROOT, "scenarios/vehicles/ballistic-medium.yaml")}
    launch: { time: 60, latitudeDeg: 20, longitudeDeg: -45, azimuthDeg: 330, azimuthSigmaDeg: 8, positionSigmaKm: 40 }
  - { id: dark, kind: sensor-outage, sensor: radar-atlantic, from: 0, until: 470 }
`;

test("a launch that a radar picks up five minutes after burnout is confirmed", async () => {
  const { world } = await loadScenario(await openSource(shop.put("late.yaml", SCENE)), 1);
  const seeds = Array.from({ length: 40 }, (_, i) => i + 1);
  const table = tabulateCoverage(await runMonteCarlo(world, await loadMatchingRule(), { seeds, workers: 2 }));
  expect(table).toMatchObject({ launches: 40, missed: 0, falseWarnings: 0 });
  expect(table.impactAtConfirmation!.runs).toBeGreaterThanOrEqual(38);
  expect(table.impactAtLastUpdate!.coverage).toBeGreaterThanOrEqual(0.85);
}, 1_200_000);
