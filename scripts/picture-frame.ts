/**
 * Draws docs/images/frame.svg: one image of a camera in each band, a launch over a cloudy sea by day, and the plume's own
 * pixels beside it. Prints where the plume is and how bright.
 *
 *     npx tsx scripts/picture-frame.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import { readVehicle } from "../src/formats/index.js";
import { type Frame, Network, Scenario } from "../src/messages/index.js";
import { cameraScene } from "../src/study/bench/camera-scene.js";
import { type FrameStream, frameStream, type WorldInputs } from "../src/world/index.js";

const here = (path: string) => new URL(path, import.meta.url).pathname;
const VEHICLE = "ballistic-intercontinental-solid.yaml";
const LAUNCH = { time: 2, latitudeDeg: 20.5, longitudeDeg: -55.5, azimuthDeg: 320 };
/** The picture is of this instant, s after the launch. */
const AFTER = 80;
const CROP = 320;
const DETAIL = 15;

function world(band: "swir" | "mwir"): WorldInputs {
  const scene = cameraScene(LAUNCH.time + AFTER + 5);
  const [camera] = scene.network.sensors;
  if (camera?.kind !== "infrared") throw new TypeError("the scene's camera");
  const path = here(`../scenarios/vehicles/${VEHICLE}`);
  return {
    ...scene,
    network: Network.parse({
      ...scene.network,
      sensors: [{ ...camera, payload: { ...camera.payload, band } }],
    }),
    scenario: Scenario.parse({
      ...scene.scenario,
      objects: [{ id: "launch", kind: "vehicle", vehicle: VEHICLE, launch: LAUNCH }],
    }),
    vehicles: new Map([[VEHICLE, readVehicle(readFileSync(path, "utf8"), path)]]),
  };
}

/** The brightest pixel that is not fixed in the detector: in this frame far above one of a second earlier. */
function brightest(now: Uint16Array, before: Uint16Array): number {
  let best = 0;
  for (let p = 0; p < now.length; p++) if (now[p]! - before[p]! > now[best]! - before[best]!) best = p;
  return best;
}

/** A grey PNG. */
function png(grey: Uint8Array, width: number, height: number): Buffer {
  const chunk = (name: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    out.set(body, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let r = 0; r < height; r++) rows.set(grey.subarray(r * width, (r + 1) * width), r * (width + 1) + 1);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A square of the image in grey, black and white at the given counts, as an SVG image. */
function picture(
  samples: Uint16Array,
  stream: FrameStream,
  [row, column]: readonly [number, number],
  size: number,
  [black, white]: readonly [number, number],
  place: { readonly x: number; readonly y: number; readonly side: number },
): string {
  const grey = new Uint8Array(size * size);
  for (let r = 0; r < size; r++) {
    for (let c = 0; c < size; c++) {
      const count = samples[(row + r) * stream.header.columns + column + c]!;
      const share = Math.max(0, Math.min(1, (count - black) / (white - black)));
      grey[r * size + c] = Math.round(255 * share ** 0.8);
    }
  }
  const data = png(grey, size, size).toString("base64");
  const { x, y, side } = place;
  return `<image x="${x}" y="${y}" width="${side}" height="${side}" style="image-rendering:pixelated" href="data:image/png;base64,${data}"/>`;
}

function quantile(sorted: Uint16Array, share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))]!;
}

function panel(band: "swir" | "mwir", title: string, x: number): string {
  const stream = frameStream(world(band), "camera");
  const number = Math.round((LAUNCH.time + AFTER) * stream.header.framesPerSecond);
  const before = stream.frame(20).samples.slice();
  const frame: Frame = stream.frame(number);
  const { samples } = frame;
  const { columns, irradiancePerCount } = stream.header;
  const plume = brightest(samples, before);
  const [row, column] = [Math.floor(plume / columns), plume % columns];
  const sorted = samples.slice().sort();
  const corner = [row - CROP / 2 - 40, column - CROP / 2 + 30] as const;
  const detail = [row - (DETAIL - 1) / 2, column - (DETAIL - 1) / 2] as const;
  let sum = 0;
  const background = quantile(sorted, 0.5);
  for (let r = -3; r <= 3; r++)
    for (let c = -3; c <= 3; c++) sum += samples[plume + r * columns + c]! - background;
  console.log(
    `${band}: frame ${number}, plume at row ${row}, column ${column}, ${sum} counts (${(sum * irradiancePerCount).toExponential(2)} W/m²); counts 1 %, median, 99 %: ${[0.01, 0.5, 0.99].map((q) => quantile(sorted, q)).join(", ")}`,
  );
  const range = [quantile(sorted, 0.005), quantile(sorted, 0.995) + 4] as const;
  const scale = CROP / 400;
  const mark = { x: x + (column - corner[1]) / scale, y: 40 + (row - corner[0]) / scale };
  const side = 150;
  const inset = { x: x + 250 - 2, y: 40 + 400 - side - 2, side };
  return [
    `<text x="${x}" y="28" font-size="14">${title}</text>`,
    picture(samples, stream, corner, CROP, range, { x, y: 40, side: 400 }),
    `<rect x="${mark.x - 10}" y="${mark.y - 10}" width="20" height="20" fill="none" stroke="#e15a29"/>`,
    picture(samples, stream, detail, DETAIL, [range[0], samples[plume]!], inset),
    `<rect x="${inset.x}" y="${inset.y}" width="${side}" height="${side}" fill="none" stroke="#e15a29"/>`,
    `<path d="M ${mark.x} ${mark.y + 10} L ${inset.x + side / 2} ${inset.y}" stroke="#e15a29" fill="none"/>`,
  ].join("\n");
}

const parts = [
  panel("swir", "2.7 µm", 10),
  panel("mwir", "4.3 µm", 430),
  `<text x="10" y="462" font-size="12">Noon over the Atlantic; ${CROP} × ${CROP} of 1024 × 1024 pixels of 30 µrad (1.1 km); white dots: hot pixels, black: dead ones.</text>`,
  `<text x="10" y="480" font-size="12">Inset: ${DETAIL} × ${DETAIL} pixels about a large solid booster ${AFTER} s after launch, stretched to its brightest pixel; at its lower edge a hot pixel.</text>`,
];
writeFileSync(
  here("../docs/images/frame.svg"),
  `<svg xmlns="http://www.w3.org/2000/svg" width="840" height="490" viewBox="0 0 840 490" font-family="sans-serif" fill="#222"><title>A simulated frame of a geostationary camera by day</title><rect width="840" height="490" fill="#fff"/>\n${parts.join("\n")}\n</svg>\n`,
);
