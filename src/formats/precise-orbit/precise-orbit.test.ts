import { describe, expect, it } from "vitest";
import { epochToUtc } from "../../astro/index.js";
import { recogniseFormat } from "../recognise/recognise-format.js";
import { writeOrbitTable } from "./orbit-table.js";
import type { PreciseOrbitFile } from "./precise-orbit.js";
import { readPreciseOrbits } from "./read-precise-orbits.js";

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < text.length; i += 70) yield Buffer.from(text.slice(i, i + 70));
}

function read(text: string): Promise<PreciseOrbitFile> {
  return readPreciseOrbits(chunks(text), "x");
}

const field = (n: number): string => n.toFixed(6).padStart(14);

/** A file written by hand: one satellite on a circle about the axis, as seen from a still Earth. */
function sp3(
  options: {
    version?: string;
    system?: string;
    step?: number;
    unit?: number;
    end?: string;
    satellite?: string;
    comments?: number;
  } = {},
): string {
  const { version = "c", system = "TAI", step = 1, unit = 0.1, end = "EOF\n", satellite = "L51" } = options;
  const lines = [
    `#${version}V2020  1  1  0  0  0.00000000       3 ORBIT ITRF  FIT TEST`,
    "## 2086 259200.00000000    60.00000000 58849 0.0000000000000",
    `+    1   ${satellite}  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0`,
    "++         0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0",
    `%c L  cc ${system} ccc cccc cccc cccc cccc ccccc ccccc ccccc ccccc`,
    "%c cc cc ccc ccc cccc cccc cccc cccc ccccc ccccc ccccc ccccc",
    "%f  0.0000000  0.000000000  0.00000000000  0.000000000000000",
    "%i    0    0    0    0      0      0      0      0         0",
    ...Array.from({ length: options.comments ?? 6 }, (_, i) =>
      i % 2 === 0 ? "/* a comment" : "%/* another",
    ),
  ];
  for (let minute = 0; minute < 3; minute++) {
    const angle = 0.06 * minute;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const speed = (7000 * 0.06) / (60 * step) / (unit / 1000);
    lines.push(`*  2020  1  1  0 ${String(minute * step).padStart(2)}  0.00000000`);
    lines.push(`P${satellite}${field(7000 * c)}${field(7000 * s)}${field(10)} 999999.999999`);
    lines.push(`V${satellite}${field(-speed * s)}${field(speed * c)}${field(0)} 999999.999999`);
  }
  return `${lines.join("\n")}\n${end}`;
}

describe("precise orbits (SP3)", () => {
  it.each([
    ["unix", sp3()],
    ["dos", sp3().replaceAll("\n", "\r\n")],
    ["without its last line", sp3({ end: "" })],
    ["without comments, version d", sp3({ comments: 0, version: "d" })],
    ["with velocities in m/s", sp3({ unit: 1 })],
    ["in small letters", sp3().replace(/^PL51/gm, "pL51")],
  ])("%s: metres, metres a second, TAI", async (_, text) => {
    expect(recogniseFormat(Buffer.from(text), "x")).toBe("precise-orbit");
    const file = await read(text);
    expect(file.rejected).toEqual([]);
    expect(file.complete).toBe(text.includes("EOF"));
    expect(file).toMatchObject({ timeSystem: "TAI", coordinateSystem: "ITRF", agency: "TEST" });
    expect(epochToUtc(file.start)).toBe("2019-12-31T23:59:23Z");
    const [orbit] = file.satellites;
    expect([...orbit!.seconds]).toEqual([0, 60, 120]);
    expect([...orbit!.positions.subarray(0, 3)]).toEqual([7e6, 0, 1e4]);
    expect(orbit!.velocities![1]).toBeCloseTo(7000, 3);
  });

  it.each([
    ["UTC", "2020-01-01T00:00:00Z"],
    ["GPS", "2019-12-31T23:59:42Z"],
    ["GLO", "2020-01-01T00:00:00Z"],
    ["BDT", "2019-12-31T23:59:56Z"],
    ["ccc", "2019-12-31T23:59:42Z"],
    ["   ", "2019-12-31T23:59:42Z"],
  ])("in the time system %j", async (system, utc) => {
    expect(epochToUtc((await read(sp3({ system }))).start)).toBe(utc);
  });

  it("of version a have satellites of GPS by number, and of any flags", async () => {
    const text = sp3({ satellite: "  5", version: "a", system: "ccc" });
    expect((await read(text)).satellites[0]!.satellite).toBe("G05");
    const flagged = text.replace(/^(P {2}5.*)$/gm, (line) => `${line.padEnd(78)}MP`);
    const [orbit] = (await read(flagged)).satellites;
    expect([...orbit!.manoeuvre, ...orbit!.predicted]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it("leave out what is missing and count what is broken", async () => {
    const base = sp3();
    const zero = base.replace(/^PL51.*$/m, `PL51${field(0)}${field(0)}${field(0)}`);
    expect((await read(zero)).satellites[0]!.seconds).toHaveLength(2);
    const nines = base.replace(/^VL51.*$/gm, `VL51${field(999999.999999).repeat(3)}`);
    expect((await read(nines)).satellites[0]!.velocities).toBeNull();
    const broken = base
      .replace(/^PL51.*$/m, "PL51 nothing")
      .replace("*  2020  1  1  0  2", "*  2020  1  1  0  1")
      .replace(/^EOF/m, "what is this\nEOF");
    const { rejected, satellites } = await read(broken);
    expect(satellites[0]!.seconds).toHaveLength(1);
    expect(rejected.map((r) => r.reason)).toEqual([
      "three numbers are expected",
      "is not later than the record before it",
      "is no record of SP3",
    ]);
  });

  it("drop velocities that are none of the positions'", async () => {
    const { satellites } = await read(sp3({ unit: 0.37 }));
    expect(satellites[0]!.velocities).toBeNull();
  });

  it("come back from a table of ours as they went, but for velocities", async () => {
    const file = await read(sp3());
    const text = writeOrbitTable(file, { source: "made" });
    expect(recogniseFormat(Buffer.from(text), "x")).toBe("precise-orbit");
    const back = await read(text);
    expect(back).toMatchObject({ start: file.start, agency: "TEST", coordinateSystem: "ITRF", rejected: [] });
    const [went, came] = [file.satellites[0]!, back.satellites[0]!];
    expect(came).toMatchObject({ satellite: "L51", seconds: went.seconds, velocities: null });
    for (const [i, x] of came.positions.entries()) expect(x).toBeCloseTo(went.positions[i]!, 6);
    const { rejected } = await read(`${text}L51,1,2,3,4\n,500,1,2,3\nL51,500,x,2,3\n`);
    expect(rejected.map((r) => r.line)).toEqual([10, 11, 12]);
    await expect(read(text.replace(/^# start.*$/m, "#"))).rejects.toThrow("x: has no start");
    await expect(read(text.slice(0, text.indexOf("L51")))).rejects.toThrow("x: holds no positions");
  });

  it("that can't be used are refused in one line", async () => {
    await expect(read("hello\n")).rejects.toThrow("x:1: is no first line of an SP3 file");
    await expect(read("")).rejects.toThrow("x: is empty");
    await expect(read(sp3({ system: "XYZ" }))).rejects.toThrow('time system "XYZ" is not known');
    await expect(read(sp3().replace(/^P.*$/gm, "P"))).rejects.toThrow(/x:16: names no satellite/);
  });
});
