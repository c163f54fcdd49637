import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { makeEvent, makeWarning } from "../../../test/support/make-picture.js";
import type { EventClass, Origin, Warning, WarningLevel } from "../../messages/index.js";
import { recogniseFormat } from "../recognise/recognise-format.js";
import { readXml, type XmlElement } from "../xml/scan-xml.js";
import { writeCap } from "./write-cap.js";

const SCHEMAS = new URL("../../../../shared/reference/cap/", import.meta.url);
const hasXmllint = spawnSync("xmllint", ["--version"]).status === 0;

function cap(over: Record<string, unknown> = {}, warnings: readonly Warning[] = []): XmlElement {
  return readXml(writeCap(makeWarning(over), { sender: "watch@example.org", warnings }), "cap.xml");
}

function text(alert: XmlElement, path: string): string | undefined {
  let here: XmlElement | undefined = alert;
  for (const name of path.split("/")) here = here?.children.find((c) => c.name === name);
  return here?.text;
}

describe("a CAP alert", () => {
  it("carries who, when and what in CAP's form", () => {
    const alert = cap();
    expect(alert.attributes.get("xmlns")).toBe("urn:oasis:names:tc:emergency:cap:1.2");
    expect(text(alert, "sender")).toBe("watch@example.org");
    expect(text(alert, "sent")).toBe("2008-09-20T12:29:00-00:00");
    expect(text(alert, "info/onset")).toBe("2008-09-20T12:40:00-00:00");
    expect(text(alert, "info/expires")).toBe("2008-09-20T12:59:00-00:00");
    expect(text(alert, "info/certainty")).toBe("Observed");
    expect(text(alert, "scope")).toBe("Restricted");
    expect(recogniseFormat(Buffer.from(writeCap(makeWarning(), { warnings: [] })), "x")).toBe("cap");
  });

  it.each([
    ["live", "Actual", undefined, "Ballistic launch"],
    ["exercise", "Exercise", "Origin: exercise.", "EXERCISE: Ballistic launch"],
    ["replay", "Test", "Origin: replay.", "REPLAY: Ballistic launch"],
    ["test", "Test", "Origin: test.", "TEST: Ballistic launch"],
  ])("of origin %s has status %s and says so in plain words", (origin, status, note, headline) => {
    const alert = cap({ origin });
    expect(text(alert, "status")).toBe(status);
    if (note === undefined) expect(text(alert, "note")).toBeUndefined();
    else expect(text(alert, "note")).toContain(note);
    expect(text(alert, "info/headline")).toBe(headline);
    expect(text(alert, "info/description")!.startsWith(headline.replace("Ballistic launch", ""))).toBe(true);
  });

  it("does not repeat a mark that stands already", () => {
    expect(text(cap({ headline: "EXERCISE: launch" }), "info/headline")).toBe("EXERCISE: launch");
  });

  it("that updates refers to the one before as sender,identifier,sent", () => {
    const first = makeWarning();
    const over = {
      id: "event-1/warning-2",
      msgType: "Update",
      references: [first.id],
      at: "2008-09-20T12:30:00Z",
    };
    expect(text(cap(over, [first]), "references")).toBe(
      "watch@example.org,event-1/warning-1,2008-09-20T12:29:00-00:00",
    );
    expect(() => cap(over, [])).toThrow(RangeError);
  });

  it("that cancels says all clear", () => {
    const first = makeWarning();
    const alert = cap({ id: "c", msgType: "Cancel", references: [first.id] }, [first]);
    expect(text(alert, "info/responseType")).toBe("AllClear");
    expect(text(alert, "info/urgency")).toBe("Past");
  });

  it("draws the impact ellipse, closed, latitude first", () => {
    const polygon = text(cap(), "info/area/polygon")!.split(" ");
    expect(polygon.length).toBeGreaterThan(4);
    expect(polygon[0]).toBe(polygon.at(-1));
    for (const corner of polygon) {
      const [latitude, longitude] = corner.split(",").map(Number);
      expect(Math.abs(latitude! - 31)).toBeLessThan(0.1);
      expect(Math.abs(longitude! + 53)).toBeLessThan(0.1);
    }
  });

  it("claims no 95 % for a sampled area, and shows the launch while nothing else is known", () => {
    const { impact } = makeEvent();
    const area = [
      [-54, 30],
      [-52, 30],
      [-53, 32],
    ];
    const sampled = cap({ impact: { ...impact, ellipse95: undefined, area, basis: "infrared" } });
    expect(text(sampled, "info/area/areaDesc")).toContain("no claim of 95 %");
    expect(text(cap({ impact: undefined }), "info/area/areaDesc")).toBe("Launch area (95 % ellipse)");
    const point = cap({ impact: { ...impact, ellipse95: undefined } });
    expect(text(point, "info/area/circle")).toBe("31.00000,-53.00000 1.000");
    expect(
      cap({ impact: undefined, launch: undefined })
        .children.at(-1)!
        .children.some((c) => c.name === "area"),
    ).toBe(false);
  });

  it("splits an ellipse over the antimeridian and gives one without width as a circle", () => {
    const { impact } = makeEvent();
    const over = cap({ impact: { ...impact, longitudeDeg: 180 } })
      .children.at(-1)!
      .children.at(-1)!;
    expect(over.children.filter((c) => c.name === "polygon")).toHaveLength(2);
    const flat = cap({ impact: { ...impact, ellipse95: { semiMajor: 500, semiMinor: 0, azimuthDeg: 0 } } });
    expect(text(flat, "info/area/circle")).toBe("31.00000,-53.00000 0.500");
  });

  it("names the evidence down to its digest", () => {
    const values = cap()
      .children.at(-1)!
      .children.filter((c) => c.name === "parameter")
      .map((p) => p.children.map((c) => c.text));
    expect(values).toContainEqual(["evidence", `radar radar: 1 measurements, sha256 ${"f0".repeat(32)}`]);
    expect(values).toContainEqual(["impactEllipse95SemiMajor", "9000"]);
  });

  it("keeps what XML and CAP can't carry out of it", () => {
    const alert = cap({ id: "a b,c<d&e", headline: 'x\u0000y\uD800<&>"' });
    expect(text(alert, "identifier")).toBe("a-b-c-d-e");
    expect(text(alert, "info/headline")).toBe('EXERCISE: x\uFFFDy\uFFFD<&>"');
  });
});

describe.runIf(existsSync(SCHEMAS) && hasXmllint)(
  "CAP against the OASIS schema and Google's stricter one",
  () => {
    it("any warning is valid", () => {
      const folder = mkdtempSync(join(tmpdir(), "firstlight-cap-"));
      const files: string[] = [];
      const first = makeWarning({ id: "first" });
      const { impact } = makeEvent();
      const impacts = [
        impact,
        undefined,
        { ...impact, ellipse95: undefined },
        { ...impact, longitudeDeg: 180 },
      ];
      const take = (over: Record<string, unknown>): void => {
        const file = join(folder, `${files.length}.xml`);
        writeFileSync(file, writeCap(makeWarning(over), { warnings: [first] }));
        files.push(file);
      };
      const levels: WarningLevel[] = ["indication", "notice", "confirmed", "public"];
      const origins: Origin[] = ["live", "exercise", "replay", "test"];
      const classes: EventClass[] = [
        "ballistic",
        "space-launch",
        "sounding-rocket",
        "unknown",
        "falling-stage",
      ];
      for (const level of levels)
        for (const origin of origins) take({ level, origin, references: ["first"], msgType: "Update" });
      for (const one of classes)
        for (const there of impacts)
          take({ class: one, impact: there, msgType: "Cancel", references: ["first", "first"] });
      take({ at: "2016-12-31T23:59:60.5Z", headline: "<&\u0001", id: "a b" });
      for (const schema of ["CAP-v1.2.xsd", "CAP-v1.2-extended.xsd"]) {
        const path = fileURLToPath(new URL(schema, SCHEMAS));
        execFileSync("xmllint", ["--noout", "--nonet", "--schema", path, ...files], { stdio: "pipe" });
      }
    });
  },
);
