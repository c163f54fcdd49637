import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { viewPlace } from "../src/astro/index.js";
import { knownFires, readRecordings } from "../src/study/scans/recordings.js";
import { openScanFrontEnd, takeScan } from "../src/watch/index.js";
import { firstlight } from "./support/command.js";
import { makeImage } from "./support/make-scan.js";
import { openWorkshop } from "./support/small-world.js";

const FOLDER = fileURLToPath(new URL("../../shared/data/abi/", import.meta.url));
const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((n) => n.endsWith(".nc")) : [];
const DEGREE = Math.PI / 180;
const workshop = openWorkshop();
afterAll(() => workshop.remove());

interface Body {
  readonly type: string;
  readonly class?: string;
  readonly state?: string;
  readonly assessed?: string;
  readonly where?: string;
  readonly reason?: string;
  readonly seenAt?: { latitudeDeg: number; longitudeDeg: number };
}

let runs = 0;

/** Runs inputs through the command. @returns the records of its log */
async function run(inputs: string[]): Promise<Body[]> {
  const out = workshop.at(`run-${runs++}`);
  const { code, err } = await firstlight("run", ...inputs, "--out", out);
  if (code !== 0) throw new Error(err);
  const lines = readFileSync(`${out}/log.jsonl`, "utf8").trimEnd().split("\n");
  return lines.map((line) => (JSON.parse(line) as { body: Body }).body);
}

const of = (records: readonly Body[], type: string): Body[] => records.filter((r) => r.type === type);

/** A made scan with one hot point, half of its light in the middle pixel. */
async function madeScan(second: string, hot: number, row = 12): Promise<string> {
  const counts = Array.from({ length: 24 * 24 }, (_, i) => 500 + ((i * 7919) % 5));
  for (const [at, share] of [
    [row * 24 + 12, 0.5],
    [row * 24 + 13, 0.1],
    [row * 24 + 11, 0.1],
    [(row - 1) * 24 + 12, 0.1],
    [(row + 1) * 24 + 12, 0.1],
  ] as const)
    counts[at] = counts[at]! + Math.round(hot * share);
  const start = `2024-05-01T06:0${second}.5Z`;
  const end = `2024-05-01T06:0${second}.9Z`;
  const file = `scan-${second.replace(":", "")}-${hot}-${row}.nc`;
  return workshop.put(file, await makeImage({ rows: 24, columns: 24, counts, start, end }));
}

describe("run on scans of an imager", () => {
  it("holds back what one look can't tell, and reports it as a static source when it stays", async () => {
    const first = await madeScan("0:20", 800);
    const once = await run([first]);
    expect(of(once, "infrared-detection")).toEqual([]);
    const reasons = of(once, "intake-rejection").map(({ reason }) => reason);
    expect(reasons).toContainEqual(expect.stringContaining("hot spot held back: first look at the place"));
    const twice = await run([await madeScan("1:20", 800), first]);
    expect(of(twice, "infrared-detection")).toMatchObject([{ assessed: "static-source" }]);
    const events = of(twice, "event");
    expect(events.every((e) => e.class === "background")).toBe(true);
    expect(of(twice, "warning")).toEqual([]);
  });

  it("refuses a band named twice, files cut short, folders without recordings, netCDF files of another kind", async () => {
    const scan = await madeScan("0:20", 0);
    const again = await madeScan("0:20", 1);
    const whole = readFileSync(scan);
    const cuts = [20, 300, 6000, whole.length - 1].map((n) =>
      workshop.put(`cut-${n}.nc`, whole.subarray(0, n)),
    );
    const other = workshop.put("other.nc", await makeImage({ rename: { Rad: "R", kappa0: "k" } }));
    mkdirSync(workshop.at("empty/inner"), { recursive: true });
    for (const [inputs, message] of [
      [[scan, again], /scan-020-1-12\.nc: is band 7 of a scan that is already there as scan-020-0-12\.nc/],
      ...cuts.map((cut) => [[cut], /cut-\d+\.nc: is a damaged or incomplete HDF5 file/] as const),
      [[other], /other\.nc: is a netCDF file of no known kind/],
      [[workshop.at("empty")], /empty: is a folder without recordings/],
    ] as const) {
      const { code, err } = await firstlight("run", ...inputs, "--out", workshop.at(`bad-${runs++}`));
      expect(code).toBe(2);
      expect(err.trimEnd().split("\n")).toEqual([expect.stringMatching(message)]);
    }
  });
});

describe("a scenario that puts a plume into a scan", () => {
  const network = `name: imager
sensors:
  - id: imager
    kind: infrared
    orbit: { geostationaryLongitudeDeg: -75 }
    payload: { mode: scanning, revisitSeconds: 30, band: mwir, noiseEquivalentIrradiance: 1.0e-9, randomMicroradians: 20, biasMicroradians: 10 }
`;

  it("finds it where it is new, by its looks in the scan, and repeats the same bytes", async () => {
    const demo = readFileSync(new URL("../scenarios/demo-network.yaml", import.meta.url), "utf8");
    const priors = /^priors:\n(?:[ #].*\n|\n)+/m.exec(demo)![0];
    workshop.put("imager.yaml", network + priors);
    const counts = Array.from({ length: 64 * 64 }, (_, i) => 500 + ((i * 7919) % 5));
    workshop.put("ground.nc", await makeImage({ rows: 64, columns: 64, counts }));
    // 15 km above the place that is seen in pixel (20, 32) from 75° west
    const view = {
      longitude: -75 * DEGREE,
      radius: 42_164_160,
      equatorial: 6_378_137,
      polar: 6_356_752.31414,
    };
    const place = viewPlace(view, { x: -0.02 + 32.5 * 56e-6, y: 0.09 - 20.5 * 56e-6 }, 15_000)!;
    const [latitude, longitude] = [place.latitude / DEGREE, place.longitude / DEGREE].map((d) =>
      d.toFixed(4),
    );
    const scene = workshop.put(
      "planted.yaml",
      `name: planted
start: 2024-05-01T06:00:00Z
durationSeconds: 240
network: imager.yaml
objects:
  - id: ground
    kind: recorded-scan
    files: [ground.nc]
    sensor: imager
    time: 10
    everySeconds: 30
    looks: 7
    plumes:
      - { time: 60, latitudeDeg: ${latitude}, longitudeDeg: ${longitude}, altitudeKm: 15, azimuthDeg: 180, speed: 600, climb: 300, durationSeconds: 130, radiantIntensity: 1.0e+6 }
`,
    );
    const records = await run([scene]);
    const seen = of(records, "infrared-detection");
    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect(seen.every(({ assessed }) => assessed === "candidate")).toBe(true);
    expect(await run([scene])).toEqual(records);
  });
});

describe.runIf(names.length > 0)("real scans as recorded (skipped without ../shared/data/abi)", () => {
  const paths = (part: string) => names.filter((n) => n.includes(part)).map((n) => FOLDER + n);

  it("the Kincade fire by day: no launch, one static source where the fire is", async () => {
    const records = await run(paths("RadM1"));
    expect(of(records, "warning")).toEqual([]);
    expect(of(records, "line-of-sight-track")).toEqual([]);
    expect(of(records, "infrared-detection").every(({ assessed }) => assessed === "static-source")).toBe(
      true,
    );
    const [event, ...others] = of(records, "event");
    expect(others).toEqual([]);
    expect(event).toMatchObject({ class: "background" });
    // 38.7° N, 122.7° W by the agency's own fire product
    expect(Math.abs(event!.seenAt!.latitudeDeg - 38.66)).toBeLessThan(0.1);
    expect(Math.abs(event!.seenAt!.longitudeDeg + 122.7)).toBeLessThan(0.1);
  });

  it("a whole sector by night: nothing that could begin a track", async () => {
    const records = await run(paths("RadC"));
    expect(of(records, "warning")).toEqual([]);
    expect(of(records, "event")).toEqual([]);
    expect(of(records, "infrared-detection")).toEqual([]);
  });

  it("all files of the folder together, the agency's fires among them", async () => {
    const records = await run([FOLDER]);
    expect(of(records, "warning")).toEqual([]);
    expect(of(records, "event").every((e) => e.class === "background")).toBe(true);
  });

  it.each([
    ["3.9 µm alone", ["RadM1-M6C07"]],
    ["3.9 and 10.3 µm", ["RadM1-M6C07", "RadM1-M6C13"]],
  ])("by %s: the fire is still a source that stays, and no launch", async (_, parts) => {
    const records = await run(parts.flatMap(paths));
    expect(of(records, "infrared-detection").every(({ assessed }) => assessed !== "candidate")).toBe(true);
    expect(of(records, "event").every((e) => e.class === "background")).toBe(true);
    expect(of(records, "event").length).toBeGreaterThan(0);
    expect(of(records, "warning")).toEqual([]);
  });

  it("finds the agency's fire pixels over 30 MW that lie in the scan", async () => {
    const { day, dayFires } = await readRecordings(FOLDER);
    const [first] = day;
    const scan = { grid: first!, start: first!.start, end: first!.end, bands: day, secondsOf: () => 0 };
    const found = takeScan(openScanFrontEnd(), scan)!.spots.flatMap(({ pixels }) =>
      pixels.map(({ at }) => at),
    );
    const strong = dayFires.fires.filter(({ power, x, y }) => {
      const row = Math.round((y - first!.y0) / first!.dy);
      const column = Math.round((x - first!.x0) / first!.dx);
      return (power ?? 0) > 30e6 && row >= 0 && column >= 0 && row < first!.rows && column < first!.columns;
    });
    const hit = strong.filter((fire) => {
      const near = knownFires(first!, { ...dayFires, fires: [fire] }, 1);
      return found.some((at) => near(at));
    });
    console.log(`fire pixels over 30 MW: ${hit.length} of ${strong.length} found`);
    expect(strong.length).toBeGreaterThan(10);
    expect(hit.length / strong.length).toBeGreaterThanOrEqual(0.8);
  });
});
