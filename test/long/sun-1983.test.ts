import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { firstlight, summaryOf } from "../support/command.js";

const folder = mkdtempSync(join(tmpdir(), "firstlight-1983-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("sunlit cloud of 25 September 1983: nothing was launched", () => {
  it.each([1, 2, 3, 4, 5, 6])("seed %d: no more than possible", async (seed) => {
    const out = join(folder, String(seed));
    const { code } = await firstlight(
      "run",
      "scenarios/1983-09-25.yaml",
      "--seed",
      String(seed),
      "--out",
      out,
    );
    expect(code).toBe(0);
    const { warnings, events } = summaryOf(out);
    expect(warnings.filter(({ level }) => level !== "indication")).toEqual([]);
    for (const event of events) expect(event.confirmed).toBe(false);
    for (const { class: judged } of events) expect(judged).not.toMatch(/ballistic|launch|rocket/);
  });
});
