import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeGranule } from "../../../test/support/make-granule.js";
import { makeImage } from "../../../test/support/make-scan.js";
import { recogniseNetcdf } from "./recognise-netcdf.js";

const SHARED = new URL("../../../../shared/data/", import.meta.url);

describe("a netCDF file is recognised by the names of its variables", () => {
  it("radiances, granules, and what is neither", async () => {
    expect(recogniseNetcdf(await makeImage())).toBe("abi-radiances");
    expect(recogniseNetcdf(await makeGranule())).toBe("glm");
    expect(recogniseNetcdf(Buffer.from("\x89HDF\r\n\x1a\n", "latin1"))).toBe("netcdf");
  });

  it.runIf(existsSync(SHARED)).each([
    ["abi/", "L1b", "abi-radiances"],
    ["abi/", "FDCC", "abi-fires"],
    ["glm/", "LCFA", "glm"],
  ])("real files of %s: %s (skipped without ../shared)", (folder, part, kind) => {
    const url = new URL(folder, SHARED);
    for (const name of readdirSync(url).filter((n) => n.endsWith(".nc") && n.includes(part)))
      expect(recogniseNetcdf(readFileSync(new URL(name, url)))).toBe(kind);
  });
});
