import { expect, it } from "vitest";
import { consistencyInterval } from "../../estimation/index.js";
import { wideBeginnings } from "./wide-beginning.js";

it("from a velocity that isn't known, iterated and unscented filters stay consistent, the plain extended one doesn't", () => {
  const runs = 60;
  const [least, most] = consistencyInterval(6, runs, 0.999);
  for (const { name, nees } of wideBeginnings(runs))
    for (const value of nees) {
      if (name === "extended") expect(value).toBeGreaterThan(20);
      else {
        expect(value).toBeGreaterThan(least);
        expect(value).toBeLessThan(most);
      }
    }
});
