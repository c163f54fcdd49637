/**
 * The release gate on real recordings: what held in the last release must hold, and what falls short must be listed with
 * its reason in docs/validation/expected.json (written by scripts/write-validation-table.ts).
 *
 *   npx tsx scripts/check-validation.ts VALIDATION.json
 */
import { readFileSync } from "node:fs";
import { ValidationReport } from "../src/messages/index.js";
import { compareWithExpected, type ExpectedOutcomes } from "./support/expected-outcomes.js";

const EXPECTED = new URL("../docs/validation/expected.json", import.meta.url);

const lines = ValidationReport.parse(JSON.parse(readFileSync(process.argv[2]!, "utf8")));
const expected = JSON.parse(readFileSync(EXPECTED, "utf8")) as ExpectedOutcomes;
const { faults, news } = compareWithExpected(lines, expected);
for (const text of [...news, ...faults]) process.stdout.write(`${text}\n`);
const held = lines.filter(({ pass }) => pass === true).length;
const short = lines.filter(({ pass }) => pass === false).length;
process.stdout.write(
  faults.length > 0
    ? `${faults.length} lines are not as docs/validation says\n`
    : `${held} marks hold, ${short} short as docs/validation says\n`,
);
process.exitCode = faults.length > 0 ? 1 : 0;
