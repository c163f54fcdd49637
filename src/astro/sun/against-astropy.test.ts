import { expect, it } from "vitest";
import { referenceCases } from "../../../test/support/reference.js";
import { epochFromUtc } from "../time/epoch.js";
import { angleBetween, norm, type Vec3 } from "../vector.js";
import { sunApparentGcrf } from "./sun.js";

it("finds the Sun within 1e-5 rad", () => {
  for (const c of referenceCases<{ utc: string; sunApparentGcrf: Vec3 }>("sun")) {
    const sun = sunApparentGcrf(epochFromUtc(c.utc));
    expect(angleBetween(sun, c.sunApparentGcrf)).toBeLessThan(1e-5);
    expect(Math.abs(norm(sun) / norm(c.sunApparentGcrf) - 1)).toBeLessThan(2e-5);
  }
});
