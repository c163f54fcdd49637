import { describe, expect, it } from "vitest";
import { evidenceList, likeliest, note, openLedger, posterior } from "./ledger.js";

const reason = (text: string, ballistic: number) => ({
  kind: "infrared" as const,
  sensors: ["a"],
  text,
  logLikelihood: { ballistic },
});

describe("the ledger of evidence", () => {
  it("multiplies prior and likelihoods", () => {
    const ledger = openLedger({ ballistic: 1, "space-launch": 1 });
    note(ledger, "one", reason("first", Math.log(3)), 0);
    note(ledger, "two", reason("second", Math.log(3)), 1);
    expect(posterior(ledger).get("ballistic")).toBeCloseTo(0.9, 10);
  });

  it("replaces what was said under a name, so that nothing counts twice", () => {
    const ledger = openLedger({ ballistic: 1, "space-launch": 1 });
    for (let i = 0; i < 50; i++) note(ledger, "profile", reason(`look ${i}`, Math.log(3)), i);
    expect(posterior(ledger).get("ballistic")).toBeCloseTo(0.75, 10);
    expect(note(ledger, "profile", reason("look 49", Math.log(3)), 60)).toBe(false);
    expect(evidenceList(ledger, String)).toHaveLength(1);
  });

  it("keeps to the classes that were considered", () => {
    const ledger = openLedger({ background: 1, unknown: 1 });
    note(ledger, "x", reason("not one of them", 50), 0);
    expect(likeliest(posterior(ledger))).toEqual({ class: "background", probability: 0.5 });
  });
});
