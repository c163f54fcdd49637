import type { ValidationRecord } from "../../src/messages/index.js";

/** What the last release's lines came to, by recording and comparison: `holds`, or `short: ` and why. */
export type ExpectedOutcomes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * @param lines of validation.json
 * @returns what must not be (held once, and no longer; short, and not listed), and what is better or new
 */
export function compareWithExpected(
  lines: readonly ValidationRecord[],
  expected: ExpectedOutcomes,
): { faults: string[]; news: string[] } {
  const faults: string[] = [];
  const news: string[] = [];
  for (const [recording, outcomes] of Object.entries(expected))
    for (const [comparison, outcome] of Object.entries(outcomes)) {
      const line = lines.find((l) => l.recording === recording && l.comparison === comparison);
      const name = `${recording}: ${comparison}`;
      if (line?.pass === undefined) faults.push(`${name}: was judged, and is no longer`);
      else if (outcome === "holds" && !line.pass)
        faults.push(`${name}: held, and no longer does${told(line)}`);
      else if (outcome !== "holds" && line.pass) news.push(`${name}: holds now${told(line)}`);
    }
  for (const line of lines) {
    if (line.pass === undefined || expected[line.recording]?.[line.comparison] !== undefined) continue;
    const name = `${line.recording}: ${line.comparison}`;
    if (line.pass) news.push(`${name}: is new, and holds${told(line)}`);
    else faults.push(`${name}: is new, and short${told(line)}`);
  }
  return { faults, news };
}

function told({ figure, unit, sense, mark, reason }: ValidationRecord): string {
  return ` (${figure} ${unit}, ${sense} ${mark}${reason === undefined ? "" : `; ${reason}`})`;
}
