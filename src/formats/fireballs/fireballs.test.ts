import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochToUtc } from "../../astro/index.js";
import { InputError } from "../../messages/index.js";
import { recogniseFormat } from "../recognise/recognise-format.js";
import { readFireballCatalogue } from "./read-catalogue.js";
import { readMeteors } from "./read-meteors.js";
import { readFireballPath } from "./read-path.js";
import { readFireballSighting } from "./read-sighting.js";

const DEGREES = 180 / Math.PI;
const encoder = new TextEncoder();

/** A file in two chunks. */
async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  const bytes = encoder.encode(text);
  yield bytes.subarray(0, bytes.length >> 1);
  yield bytes.subarray(bytes.length >> 1);
}

const kindOf = (text: string) => recogniseFormat(encoder.encode(text), "anything");

/** As the exchange's description has it; written by hand. */
const EXCHANGE = `# %ECSV 0.9
# ---
# datatype:
# - {name: datetime, datatype: string}
# - {name: ra, unit: deg, datatype: float64}
# - {name: dec, unit: deg, datatype: float64}
# - {name: azimuth, unit: deg, datatype: float64}
# - {name: altitude, unit: deg, datatype: float64}
# - {name: mag_data, datatype: float64}
# delimiter: ','
# meta: !!omap
# - {obs_latitude: 51.5}
# - {obs_longitude: -2.25}
# - {obs_elevation: 0}
# - {origin: 'Some network'}
# - {camera_id: UK0001}
# - {isodate_start_obs: '2021-02-28T21:54:15.500'}
# - {mag_label: mag_data}
# schema: astropy-2.0
datetime,ra,dec,azimuth,altitude,mag_data
2021-02-28T21:54:15.500000,0.0,0.0,180.5,45.25,-8.5
# a note between rows
2021-02-28T21:54:15.540000,0.0,0.0,181.0,44.75,0.0
2021-02-28T22:54:15.580+01:00,0.0,0.0,181.5,44.25,-9
rubbish,0,0,1,2,3
2021-02-28T21:54:15.620Z,101.287,-16.716,0.0,0.0,0.0
`;

describe("cameras' tables of the Global Fireball Exchange", () => {
  it("are read with their camera, their zeros for what isn't known, their offsets and comments", async () => {
    expect(kindOf(EXCHANGE)).toBe("fireball-sightings");
    const s = await readFireballSighting(chunks(EXCHANGE), "x");
    expect(s).toMatchObject({ camera: "UK0001", network: "Some network", format: "ecsv", fromStars: 1 });
    expect(s.site.latitude * DEGREES).toBeCloseTo(51.5, 12);
    expect(s.site.longitude * DEGREES).toBeCloseTo(-2.25, 12);
    expect(s.rejected).toEqual([{ line: 25, reason: "no time" }]);
    expect(s.points.map((p) => epochToUtc(p.time).slice(17))).toEqual([
      "15.5Z",
      "15.54Z",
      "15.58Z",
      "15.62Z",
    ]);
    expect(s.points[0]!.azimuth * DEGREES).toBeCloseTo(180.5, 9);
    expect(s.points[0]!.elevation * DEGREES).toBeCloseTo(45.25, 9);
    expect(s.points.map((p) => p.magnitude)).toEqual([-8.5, undefined, -9, undefined]);
    // Sirius, seen an hour and a half after it stood in the south
    expect(s.points[3]!.azimuth * DEGREES).toBeGreaterThan(195);
    expect(s.points[3]!.azimuth * DEGREES).toBeLessThan(215);
    expect(s.points[3]!.elevation * DEGREES).toBeGreaterThan(10);
    expect(s.points[3]!.elevation * DEGREES).toBeLessThan(22);
  });

  it.each([
    [
      "spaces",
      (t: string) => t.replace(/^# delimiter.*\n/m, "").replace(/^(?!#)(.*)$/gm, (l) => l.replace(/,/g, " ")),
    ],
    ["tabs", (t: string) => t.replace("','", "'\\t'").replace(/^(?!#)(.*)$/gm, (l) => l.replace(/,/g, "\t"))],
    ["carriage returns", (t: string) => t.replace(/\n/g, "\r\n")],
    ["a byte order mark", (t: string) => `\uFEFF${t}`],
    [
      "a head that is no YAML",
      (t: string) =>
        t.replace("# - {origin: 'Some network'}", "# - {origin: Some network}\n# - {path: C:\\x: [}"),
    ],
    [
      "meta as a mapping",
      (t: string) =>
        t
          .replace("!!omap", "")
          .replace(/^# - \{(obs_\w+|origin|camera_id|mag_label|isodate\w+): (.*)\}$/gm, "#   $1: $2"),
    ],
  ])("are read with %s", async (_, change) => {
    const s = await readFireballSighting(chunks(change(EXCHANGE)), "x");
    expect(s.camera).toBe("UK0001");
    expect(s.points).toHaveLength(4);
    expect(s.points[1]!.azimuth * DEGREES).toBeCloseTo(181, 9);
  });

  it("whose columns stand in another order, in radians or with errors are read by their names", async () => {
    const text = `# %ECSV 1.0\n# ---\n# datatype:\n# - {name: altitude, unit: rad, datatype: float64}\n# meta: {obs_latitude: -30, obs_longitude: 200, obs_elevation: 100}\nerr_plus_altitude,altitude,time_err_plus,Azimuth,datetime\n0.03,0.5,0.001,370,2020-01-01 00:00:00.25\n`;
    const s = await readFireballSighting(chunks(text), "x");
    expect(s.camera).toBe("-30.000 -160.000");
    expect(s.points[0]).toMatchObject({ elevation: 0.5, timeSigma: 0.001 });
    expect(s.points[0]!.azimuth * DEGREES).toBeCloseTo(10, 9);
    expect(s.points[0]!.elevationSigma! * DEGREES).toBeCloseTo(0.03, 12);
  });

  it.each([
    ["without the camera's place", EXCHANGE.replace(/obs_longitude/, "elsewhere"), /where the camera stands/],
    [
      "without directions",
      EXCHANGE.replace("datetime,ra,dec,azimuth", "datetime,r,d,a"),
      /"azimuth" is missing/,
    ],
    ["without times", EXCHANGE.replace("datetime,ra", "when,ra"), /"datetime" is missing/],
    ["without a usable row", EXCHANGE.replace(/^20.*\n/gm, ""), /no time/],
    ["that end with the head", EXCHANGE.slice(0, EXCHANGE.indexOf("datetime,ra")), /no row of column names/],
  ])("%s are refused in one line", async (_, text, message) => {
    const error = await readFireballSighting(chunks(text), "x").then(
      () => null,
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toMatch(message);
  });
});

it("tables of the Croatian Meteor Network are read, Julian dates to all their decimals", async () => {
  const text = `Date: 2017030506\r\nTime: 22:50:04.134\r\nStation_Code: APO\r\nLong: 017.357222 E\r\nLati: 45.819722 S\r\nHeight: 0135 m\r\n2457818.4514367362 082.017 +33.950 +1.2\r\n2457818.5000000000 370.0 -1.0\r\nnothing\r\n`;
  expect(kindOf(text)).toBe("fireball-sightings");
  const s = await readFireballSighting(chunks(text), "x");
  expect(s).toMatchObject({
    camera: "APO",
    format: "cmn",
    rejected: [{ line: 9, reason: "no Julian date" }],
  });
  expect(s.site.latitude * DEGREES).toBeCloseTo(-45.819722, 9);
  expect(epochToUtc(s.points[0]!.time)).toMatch(/^2017-03-05T22:50:04\.1340/);
  expect(epochToUtc(s.points[1]!.time)).toBe("2017-03-06T00:00:00Z");
  expect(s.points[1]!.azimuth * DEGREES).toBeCloseTo(10, 9);
  expect(s.points[0]!.magnitude).toBe(1.2);
});

it("published paths are read by place or Earth-fixed place", async () => {
  const head =
    "# %ECSV 0.9\n# ---\n# datatype:\n# - {name: height, unit: km, datatype: float64}\n# meta: !!omap\n# - {vel_inf_ecef: 14108.2}\n# - {triangulation_method: LS}\n# - {triangulation_t0: '2014-11-25T15:21:15.386'}\n";
  const text = `${head}datetime,latitude,longitude,height,D_DT_geo\n2014-11-25T15:21:15.386,-31.6,133.77,80.75,14094.9\n2014-11-25T15:21:16.386,-31.5,133.87,74.5,14080\n`;
  expect(kindOf(text)).toBe("fireball-path");
  const p = await readFireballPath(chunks(text), "x");
  expect(p).toMatchObject({ method: "LS", initialSpeed: 14108.2, rejected: [] });
  expect(p.points[0]!.place.height).toBe(80_750);
  expect(p.points[1]!.speed).toBe(14_080);
  const fixed = `${head}t_rel,X_geo,Y_geo,Z_geo\n0.5,-3808833.1,3976348.7,-3365015.6\n1.5,-3815000,3969000,-3354000\nnan,nan,nan,nan\n`;
  const q = await readFireballPath(chunks(fixed), "x");
  expect(epochToUtc(q.points[0]!.time)).toBe("2014-11-25T15:21:15.886Z");
  expect(q.points[0]!.place.height).toBeCloseTo(80_751.6, -1);
  expect(q.rejected).toHaveLength(1);
  await expect(readFireballPath(chunks(`${head}datetime,a\n`), "x")).rejects.toThrow(InputError);
});

const CMN =
  "Date: 2017030506\nStation_Code: APO\nLong: 017.357222 E\nLati: 45.819722 N\n2457818.4514367362 082.017 +33.950 +1.2\n";

describe.each([
  ["camera's table", readFireballSighting, EXCHANGE],
  ["Croatian table", readFireballSighting, CMN],
  ["path", readFireballPath, EXCHANGE.replace("azimuth,altitude,mag_data", "latitude,longitude,height")],
  [
    "list of meteors",
    readMeteors,
    "# LatBeg; LonBeg; HtBeg; LatEnd; LonEnd; HtEnd; Vinit; Duration\n1;2;3;4;5;6;7;8\n",
  ],
  [
    "list of fireballs",
    readFireballCatalogue,
    '"Peak Brightness Date/Time (UT)","Latitude","Longitude","Total Radiated Energy"\n"2024-09-28 00:10:19","59.8S","51.8W","1"\n',
  ],
] as const)("whatever comes in, the reader of a %s", (_, read, good) => {
  const outcome = async (text: string | Uint8Array): Promise<void> => {
    async function* bytes() {
      yield typeof text === "string" ? encoder.encode(text) : text;
    }
    recogniseFormat(typeof text === "string" ? encoder.encode(text) : text, "f");
    await read(bytes(), "f").then(
      () => undefined,
      (error: unknown) => {
        if (!(error instanceof InputError)) throw error;
        expect(error.message).not.toMatch(/[\n\r\0]/);
        expect(error.message.length).toBeLessThan(1000);
      },
    );
  };

  it("gives a result or one input error of one line", async () => {
    for (let length = 0; length < good.length; length += 11) await outcome(good.slice(0, length));
    const bytes = Buffer.from(good);
    const change = fc.record({ at: fc.nat(bytes.length - 1), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const spoilt = Buffer.from(bytes);
        for (const { at, to } of changes) spoilt[at] = to;
        await outcome(spoilt);
      }),
      { numRuns: 50, seed: 5 },
    );
  });

  it("takes lines without end in no time", async () => {
    const begun = process.cpuUsage();
    for (const filler of [" ", "x", ",", "#", "[", "{", '"', ";", "- ", "0", "\n"]) {
      const long = filler.repeat(8000 / filler.length);
      for (const text of [long, `# ${long}`, `${good}${long}`]) await outcome(text);
    }
    expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(5);
  });
});

describe("lists", () => {
  const NAMES =
    "#  Unique trajectory;      Beginning      ;        Beginning          ;   Vinit  ;    +/- ;    LatBeg   ;   +/-  ;    LonBeg   ;   +/-  ;   HtBeg ;   +/-  ;    LatEnd   ;   +/-  ;    LonEnd   ;   +/-  ;   HtEnd ;   +/-  ; Duration;  Peak ;  Peak Ht;  Num\n#      identifier   ;     Julian date     ;         UTC Time          ;    km/s  ;   sigma;\n";
  const ROW =
    "20181210010656_eBlUM; 2458462.546488288790; 2018-12-10 01:06:56.588151; 21.21855;  0.1638;    34.977019;  0.0001;  -106.252746;  0.0005;  98.0691;    0.10;    34.882293;  0.0001;  -106.191471;  0.0007;  73.9398;    0.10;     1.29;  +0.05;  78.0939;    2";

  it("of solved meteors are read by the names of their columns", async () => {
    const text = `\r\n# Summary\r\n${NAMES}\n${ROW}\n${ROW.replace("21.21855", "None")}\n`;
    expect(kindOf(text)).toBe("meteors");
    const { meteors, rejected } = await readMeteors(chunks(text), "x");
    expect(meteors).toHaveLength(1);
    expect(meteors[0]).toMatchObject({
      initialSpeed: 21_218.55,
      duration: 1.29,
      peakMagnitude: 0.05,
      stations: 2,
    });
    expect(meteors[0]!.end.height).toBeCloseTo(73_939.8, 6);
    expect(meteors[0]!.initialSpeedSigma).toBeCloseTo(163.8, 9);
    expect(epochToUtc(meteors[0]!.time)).toBe("2018-12-10T01:06:56.588151Z");
    expect(rejected).toEqual([{ line: 7, reason: "no speed" }]);
    await expect(readMeteors(chunks(`${NAMES.replace("HtEnd", "X")}${ROW}\n`), "x")).rejects.toThrow(
      /"htend" is missing/,
    );
    await expect(readMeteors(chunks(NAMES), "x")).rejects.toThrow(InputError);
  });

  it("of fireballs seen by satellites are read, with and without velocities", async () => {
    const text = `"Peak Brightness Date/Time (UT)","Latitude (deg.)","Longitude (deg.)","Altitude (km)","Velocity (km/s)","vx","vy","vz","Total Radiated Energy (J)","Calculated Total Impact Energy (kt)"\n"2024-09-28 00:10:19","59.8S","51.8W","34.2","15.0","8.5","4.1","11.6","10.8e10","0.32"\n"2024-09-23 06:37:47","45.6S","31.9W","","","","","","5.5e10","0.18"\n"2024-09-23 06:37:47","","","","","","","","5.5e10","0.18"\n`;
    expect(kindOf(text)).toBe("fireball-catalogue");
    const { fireballs, rejected } = await readFireballCatalogue(chunks(text), "x");
    expect(fireballs).toHaveLength(2);
    expect(fireballs[0]).toMatchObject({
      speed: 15_000,
      velocityEcef: [8500, 4100, 11_600],
      radiatedEnergy: 10.8e10,
    });
    expect(fireballs[0]!.place.longitude * DEGREES).toBeCloseTo(-51.8, 9);
    expect(fireballs[1]).toMatchObject({ heightKnown: false });
    expect(rejected).toEqual([{ line: 4, reason: "no place" }]);
  });
});
