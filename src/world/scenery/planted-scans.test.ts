import { describe, expect, it } from "vitest";
import { cameraWorld, plainCamera } from "../../../test/support/camera-world.js";
import { makeScan } from "../../../test/support/made-scan.js";
import { viewPlace } from "../../astro/index.js";
import { Scenario } from "../../messages/index.js";
import { frameStream } from "../frames/frame-stream.js";
import { simulateTruth } from "../truth.js";
import { plantedScans } from "./planted-scans.js";
import type { RecordedScan } from "./recorded-scan.js";

const DEGREE = Math.PI / 180;

/** A recorded scan of 200 × 200 pixels with a bright western half. */
function recorded(): RecordedScan {
  const { grid, images, start, end } = makeScan({ bands: [7], rows: 200, columns: 200 });
  for (const image of images)
    for (let i = 0; i < image.counts.length; i += 1)
      if (i % 200 < 100) image.counts[i] = image.counts[i]! + 2000;
  return { start, end, swaths: 2, images: images.map((image) => ({ ...image, ...grid })) };
}

const scan = recorded();
const image = scan.images[0]!;
const middle = viewPlace(image.view, { x: image.x0 + 100 * image.dx, y: image.y0 + 100 * image.dy })!;
const place = { latitudeDeg: middle.latitude / DEGREE, longitudeDeg: middle.longitude / DEGREE };

function world(output: "frames" | "detections", plumes: object[] = []) {
  const camera = { ...plainCamera(), pointing: place };
  const inputs = cameraWorld(camera, { band: "mwir", output });
  const object = {
    id: "ground",
    kind: "recorded-scan",
    files: ["c07.nc"],
    sensor: "cam",
    everySeconds: 20,
    looks: 3,
    plumes,
  };
  const network = {
    ...inputs.network,
    sensors: [{ ...inputs.network.sensors[0]!, orbit: { geostationaryLongitudeDeg: -137 } }],
  };
  const scenario = Scenario.parse({ ...inputs.scenario, objects: [object] });
  return {
    ...inputs,
    network: network as typeof inputs.network,
    scenario,
    scans: new Map([["ground", scan]]),
  };
}

describe("a scenario's recorded scan", () => {
  it("is looked at again and again by an imager, with its plumes where they then are", () => {
    const plume = { time: 0, ...place, altitudeKm: 0, azimuthDeg: 180, speed: 600, radiantIntensity: 5e7 };
    const looks = [...plantedScans(simulateTruth(world("detections", [plume])))];
    expect(looks.map(({ time }) => time)).toEqual([0, 20, 40]);
    const brightest = looks.map(({ scan: { images } }) => {
      const { counts } = images[0]!;
      let best = 0;
      for (let i = 1; i < counts.length; i += 1) if (counts[i]! > counts[best]!) best = i;
      return Math.floor(best / 200);
    });
    // 12 km southwards in 20 s: 5 pixels of 2 km, foreshortened
    expect(brightest[1]! - brightest[0]!).toBeGreaterThanOrEqual(3);
    expect(brightest[2]! - brightest[1]!).toBeGreaterThanOrEqual(3);
    expect(looks[0]!.scan.images[0]!.counts).not.toBe(image.counts);
  });

  it("stands behind a camera's frames, which then are no looks of an imager", () => {
    const inputs = world("frames");
    expect([...plantedScans(simulateTruth(inputs))]).toEqual([]);
    const stream = frameStream(inputs, "cam");
    const { samples } = stream.frame(0);
    const { rows, columns } = stream.header;
    let [west, east] = [0, 0];
    for (let r = 0; r < rows; r += 1)
      for (let c = 0; c < columns; c += 1) {
        if (c < columns / 2 - 4) west += samples[r * columns + c]!;
        if (c >= columns / 2 + 4) east += samples[r * columns + c]!;
      }
    expect(west).toBeGreaterThan(1.5 * east);
  });
});
