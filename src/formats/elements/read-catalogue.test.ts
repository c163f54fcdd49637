import { describe, expect, it } from "vitest";
import { writeElementsTable } from "./elements-table.js";
import { readCatalogue } from "./read-catalogue.js";

const KVN = `CCSDS_OMM_VERS = 3.0
COMMENT made for this test
CREATION_DATE = 2026-065T16:00:00
ORIGINATOR = US
OBJECT_NAME = GOES 9
OBJECT_ID = 1995-025A
CENTER_NAME = EARTH
REF_FRAME = TEME
TIME_SYSTEM = UTC
MEAN_ELEMENT_THEORY = SGP/SGP4
EPOCH = 2020-064T10:34:41.4264
MEAN_MOTION = 1.00273272 [rev/day]
ECCENTRICITY = 0.0005013
INCLINATION = 3.0539 [deg]
RA_OF_ASC_NODE = 81.7939
ARG_OF_PERICENTER = 249.2363
MEAN_ANOMALY = 150.1602
GM = 398600.8
NORAD_CAT_ID = 23581
BSTAR = -.47102E-5
`;

const GOES_9 = {
  name: "GOES 9",
  catalogueNumber: 23_581,
  epoch: "2020-03-04T10:34:41.4264Z",
  meanMotionRevPerDay: 1.00273272,
  eccentricity: 0.0005013,
  inclinationDeg: 3.0539,
  rightAscensionDeg: 81.7939,
  argumentOfPerigeeDeg: 249.2363,
  meanAnomalyDeg: 150.1602,
  bstar: -0.47102e-5,
};

function xml(body = ""): string {
  const fields = KVN.trim()
    .split("\n")
    .filter((l) => !/^(CCSDS|COMMENT|CREATION|ORIGINATOR)/.test(l))
    .map((l) => /^(\w+) = (.*?)(?: \[(.*)\])?$/.exec(l)!);
  const element = ([, key, value, unit]: RegExpExecArray): string =>
    `<${key}${unit === undefined ? "" : ` units="${unit}"`}>${value}</${key}>`;
  const metadata = fields.slice(0, 6).map(element).join("\n");
  return `<?xml version="1.0"?><omm id="CCSDS_OMM_VERS" version="3.0"><header/><body><segment>
<metadata>${metadata}</metadata><data><meanElements>${fields.slice(6).map(element).join("\n")}</meanElements>${body}</data>
</segment></body></omm>`;
}

function json(over: Record<string, unknown> = {}): string {
  const record = {
    OBJECT_NAME: "GOES 9",
    EPOCH: "2020-03-04T10:34:41.426400",
    MEAN_MOTION: 1.00273272,
    ECCENTRICITY: 0.0005013,
    INCLINATION: 3.0539,
    RA_OF_ASC_NODE: 81.7939,
    ARG_OF_PERICENTER: 249.2363,
    MEAN_ANOMALY: 150.1602,
    NORAD_CAT_ID: 23581,
    BSTAR: -0.47102e-5,
    PERIOD: "1436.07",
    DECAY_DATE: null,
  };
  return JSON.stringify([{ ...record, ...over }]);
}

describe("an OMM", () => {
  it.each([
    ["as keyword = value", KVN],
    ["as XML", xml()],
    ["as XML in an NDM", `<ndm>${xml().slice(21)}</ndm>`],
    ["as JSON", json()],
  ])("is read %s", (_, text) => {
    const { objects, rejected } = readCatalogue(text, "omm");
    expect(rejected).toEqual([]);
    expect(objects.map((o) => ({ ...o.elements, epoch: o.elements.epoch.replace(/0+Z$/, "Z") }))).toEqual([
      GOES_9,
    ]);
  });

  it.each([
    [
      "an unknown keyword",
      KVN.replace("GM =", "GRAVITY ="),
      "f:18: unknown keyword GRAVITY; no record of the file can be used",
    ],
    [
      "a number that is none",
      KVN.replace("150.1602", "abc"),
      'f:17: MEAN_ANOMALY "abc" is no number; no record of the file can be used',
    ],
    ["another theory", KVN.replace("SGP/SGP4", "SGP4-XP"), /MEAN_ELEMENT_THEORY SGP4-XP: only SGP4/],
    ["another frame", KVN.replace("TEME", "GCRF"), /REF_FRAME GCRF: only TEME/],
    ["another time system", KVN.replace("UTC", "TAI"), /TIME_SYSTEM TAI: only UTC/],
    ["another unit", KVN.replace("[deg]", "[rad]"), /f:14: INCLINATION in "rad", must be in deg/],
    ["a keyword twice", `${KVN}BSTAR = 0\n`, /f:21: BSTAR stands twice in one message/],
    ["a missing keyword", KVN.replace(/NORAD.*\n/, ""), /f:1: NORAD_CAT_ID is missing/],
    ["no such day", KVN.replace("2020-064T", "2019-366T"), /EPOCH "2019-366T10:34:41.4264" is no time/],
    ["no such date", json({ EPOCH: "2019-02-30T00:00:00" }), /epoch: .*2019-02-30/],
    [
      "a line of another form",
      KVN.replace("GM =", "GM :"),
      /f:18: "GM : 398600.8" is not of the form KEYWORD = value/,
    ],
    ["eccentricity of an escape", KVN.replace("0.0005013", "1.2"), /eccentricity/],
    ["a document type", `<!DOCTYPE omm SYSTEM "http://x/y.dtd">${xml().slice(21)}`, /f:1: has a DOCTYPE/],
    ["a second value in XML", xml("<MEAN_ANOMALY>1</MEAN_ANOMALY>"), /second <MEAN_ANOMALY>/],
    ["XML that is cut off", xml().slice(0, 300), /f:\d: ends within <\w+>|not well-formed/],
    ["another message", "<opm></opm>", /<opm> holds no OMM/],
    ["JSON that is cut off", json().slice(0, 60), /f: ?is not JSON|f:1: is not JSON/],
    ["no elements", "hello\nworld\n", /neither an element line nor the name before one; no record/],
    ["nothing at all", "", /holds no elements/],
    ["an empty list", "[]", /holds no elements/],
  ])("is refused for %s", (_, text, message) => {
    expect(() => readCatalogue(text, "f")).toThrow(message);
  });

  it("that is bad does not spoil the next", () => {
    const { objects, rejected } = readCatalogue(KVN.replace("150.1602", "abc") + KVN, "f");
    expect(objects).toHaveLength(1);
    expect(rejected).toEqual([{ line: 17, reason: 'MEAN_ANOMALY "abc" is no number' }]);
  });
});

describe("our table of elements", () => {
  const object = { name: "GOES 9", elements: GOES_9 };

  it("is read as it was written", () => {
    const text = writeElementsTable([object], { source: "CelesTrak, 2026-08-22" });
    expect(text.split("\n")[1]).toBe("# source: CelesTrak, 2026-08-22");
    expect(readCatalogue(text, "t.csv")).toEqual({ objects: [object], rejected: [] });
  });

  it("counts bad rows with their line", () => {
    const text = writeElementsTable([object, object, object], {}).split("\n");
    text[3] = text[3]!.replace("3.0539", "x");
    text[4] = text[4]!.replace("2020-03-04", "2020-13-04");
    const { objects, rejected } = readCatalogue(text.join("\n"), "t.csv");
    expect(objects).toHaveLength(1);
    expect(rejected.map((r) => r.line)).toEqual([4, 5]);
    expect(rejected[0]!.reason).toBe('inclinationDeg "x" is no number');
  });
});
