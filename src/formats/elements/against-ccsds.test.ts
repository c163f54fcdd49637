import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { InputError } from "../../messages/index.js";
import { readCatalogue } from "./read-catalogue.js";

const CCSDS = new URL("../../../../shared/reference/ccsds/", import.meta.url);
const SGP4 = new URL("../../../../shared/reference/sgp4/SGP4-VER.TLE", import.meta.url);
const CATALOGUE = new URL("../../../../shared/data/catalogue/", import.meta.url);

function read(url: URL) {
  return readCatalogue(readFileSync(url, "utf8"), url.pathname.split("/").at(-1)!);
}

describe.runIf(existsSync(CCSDS))("OMM samples of Orekit and of the Blue Book", () => {
  it.each([
    ["odm/omm/OMMExample1.txt", "GOES 9", 1.00273272, "2007-03-05T10:34:41.4264Z"],
    ["odm/omm/OMMExample2.txt", "GOES 9", 1.00273272, "2007-03-05T10:34:41.4264Z"],
    ["odm/omm/OMMExample2.xml", "GOES-9", 1.00273272, "2007-03-05T10:34:41.4264Z"],
    ["odm/omm/OMMExample4.txt", "STARLETTE", 13.82309053, "2021-03-22T13:21:09.224928Z"],
    ["odm/omm/OMMExample4.xml", "STARLETTE", 13.82309053, "2021-03-22T13:21:09.224928Z"],
    ["figures/omm_g7.kvn", "GOES 9", 1.00273272, "2020-03-04T10:34:41.4264Z"],
    ["figures/omm_g8.kvn", "GOES 9", 1.00273272, "2020-03-04T10:34:41.4264Z"],
    ["figures/omm_g10.xml", "GOES-9", 1.00273272, "2020-03-04T10:34:41.4264Z"],
  ])("%s is read", (path, name, meanMotion, epoch) => {
    const { objects, rejected } = read(new URL(path, CCSDS));
    expect(rejected).toEqual([]);
    expect(objects[0]).toMatchObject({ name, elements: { meanMotionRevPerDay: meanMotion, epoch } });
  });

  it.each([
    ["odm/omm/OMM-number-format-error.txt", /ARG_OF_PERICENTER "this-is-not-a-number" is no number/],
    ["odm/omm/OMM-wrong-keyword.txt", /unknown keyword WRONG_KEYWORD/],
    ["odm/omm/spurious-metadata.xml", /second <metadata> in <segment>/],
    ["odm/omm/OMMExample3.txt", /MEAN_ELEMENT_THEORY SOME THEORY: only SGP4/],
    ["odm/omm/OMMExample5.txt", /MEAN_ELEMENT_THEORY SGP4-XP: only SGP4/],
    ["odm/opm/OPMExample1.txt", /neither an element line nor the name before one/],
    ["ndm/NDM-opm-entity.xml", /has a DOCTYPE/],
    ["ndm/NDM-opm.xml", /<ndm> holds no OMM/],
  ])("%s is refused with the reason", (path, reason) => {
    expect(() => read(new URL(path, CCSDS))).toThrow(reason);
    expect(() => read(new URL(path, CCSDS))).toThrow(InputError);
  });
});

describe.runIf(existsSync(SGP4))("the verification set of SGP4", () => {
  it("is read, comments and extra columns passed over; its three sets with wrong checksums are counted", () => {
    const { objects, rejected } = read(SGP4);
    expect(objects).toHaveLength(30);
    expect(rejected).toHaveLength(3);
    for (const { reason } of rejected) expect(reason).toMatch(/^checksum of element line 1/);
  });
});

describe.runIf(existsSync(CATALOGUE))("the public catalogue of 2026-08-22", () => {
  it("is read whole", () => {
    const active = read(new URL("active-2026-08-22.tle", CATALOGUE));
    expect(active.objects).toHaveLength(16_069);
    expect(active.rejected).toEqual([]);
    const debris = read(new URL("debris-2026-08-22.tle", CATALOGUE));
    expect(debris.objects).toHaveLength(2649);
    expect(debris.rejected).toEqual([]);
  });
});
