import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeGranule } from "../../../test/support/make-granule.js";
import { recogniseFormat } from "./recognise-format.js";

const SHARED = new URL("../../../../shared/", import.meta.url);
const LINE1 = "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927";
const LINE2 = "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537";

function kindOf(text: string | Uint8Array, name = "file"): string {
  return recogniseFormat(typeof text === "string" ? Buffer.from(text) : text, name);
}

describe("a format is recognised by content", () => {
  it.each([
    ["scenario", "name: a\nstart: 2026-01-01T00:00:00Z\nobjects:\n  - id: x\n"],
    ["network", "# comment\nname: n\nsensors:\n  - id: x\n"],
    ["vehicle", "name: v\nboost:\n  name: x\npayload:\n  y: 1\n"],
    ["measurements", '{"type":"heartbeat","sensor":"a"}\n'],
    ["log", '{"hash":"00","sequence":0,"previous":"00","body":{}}\n'],
    ["tle", `${LINE1}\n${LINE2}\n`],
    ["tle", `ISS\r\n${LINE1}\r\n${LINE2}\r\n`],
    ["omm", "CCSDS_OMM_VERS = 3.0\n"],
    ["omm", '<?xml version="1.0"?>\n<omm id="CCSDS_OMM_VERS">'],
    ["omm", '[{"OBJECT_NAME":"A","MEAN_MOTION":1}]'],
    ["elements", "# firstlight table: elements\nname\n"],
    ["ascent", "# firstlight table: ascent\ntime\n"],
    ["lightning", "\uFEFF# firstlight table: lightning\r\nseconds\n"],
    ["ascent", '{"time": [0.0, 1.0'],
    ["cap", '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">'],
    ["empty", ""],
    ["empty", " \n\n"],
    ["unknown", "hello"],
    ["unknown", "<html></html>"],
    ["unknown", Uint8Array.of(1, 2, 3, 255)],
    ["unknown", Uint8Array.of(0x61, 0xff, 0xfe, 0x62, 0x63, 0x64)],
    ["netcdf", Buffer.from("\x89HDF\r\n\x1a\n", "latin1")],
  ])("%s", (kind, text) => {
    expect(kindOf(text)).toBe(kind);
  });

  it("a granule of a lightning mapper, whatever its name", async () => {
    expect(kindOf(await makeGranule(), "x.yaml")).toBe("glm");
  });

  it("a name ending in .yaml makes a scenario of what could be anything", () => {
    expect(kindOf("unknownKey: 1", "key.yaml")).toBe("scenario");
    expect(kindOf("unknownKey: 1", "key.txt")).toBe("unknown");
    expect(kindOf(Uint8Array.of(0, 1, 2), "noise.yaml")).toBe("unknown");
  });

  it("a head that ends within a character is still text", () => {
    const text = Buffer.from("objects: é");
    expect(kindOf(text.subarray(0, text.length - 1))).toBe("scenario");
  });
});

describe.runIf(existsSync(SHARED))("real files", () => {
  it.each([
    ["data/glm/", /\.nc$/, "glm"],
    ["data/abi/", /\.nc$/, "netcdf"],
    ["data/catalogue/", /\.tle$/, "tle"],
    ["data/ascents/", /^(?!.*events).*\.json$/, "ascent"],
    ["reference/cap/examples/wmo/", /(valid|digest|signature|certificate)\.xml$/, "cap"],
  ])("%s", (folder, ending, kind) => {
    const url = new URL(folder, SHARED);
    const names = existsSync(url) ? readdirSync(url).filter((n) => ending.test(n)) : [];
    for (const name of names) {
      const head = readFileSync(new URL(name, url)).subarray(0, 65_536);
      expect(`${name} ${kindOf(head)}`).toBe(`${name} ${kind}`);
    }
  });
});
