import { addSeconds, randomStream, uniformAt, viewPlace } from "../../astro/index.js";
import { type HotSpot, openScanFrontEnd, takeScan } from "../../watch/index.js";
import { copyScan, greyBody, pixelSecondsOf, plantSource, type RecordedScan } from "../../world/index.js";

/** What the whole front end makes of plumes of one intensity, as shares of those that were planted. */
export interface FrontEndShare {
  /** At the source, W/sr at 3.9 µm. */
  readonly intensity: number;
  readonly planted: number;
  /** Shown by the bands to stand high: a candidate at its first look. */
  readonly high: number;
  /** New where the look before saw none: a candidate when the next look finds it moved. */
  readonly isNew: number;
  /** Found, and taken for something else. */
  readonly otherwise: number;
}

const SPACING = 24;
/** Found is a spot this near to the place, pixels. */
const REACH = 1.6;
const LOOK_SECONDS = 60;

/**
 * Plants plumes into all bands of a real scan and lets the whole front end look: at the scan as it was recorded, and a
 * minute later at the same with plumes.
 *
 * @param height of the plumes, m
 * @param temperature of the grey body that gives their colour, K
 */
export function frontEndShares(
  scan: RecordedScan,
  options: {
    readonly intensities: readonly number[];
    readonly height: number;
    readonly temperature: number;
    readonly seed: number;
  },
): FrontEndShare[] {
  const { intensities, height, temperature, seed } = options;
  const secondsOf = (row: number, column: number) => pixelSecondsOf(scan, row, column);
  const { view, x0, dx, y0, dy, rows, columns } = scan.images[0]!;
  const stream = randomStream(seed, "front end share");
  return intensities.map((intensity) => {
    const planted = copyScan(scan);
    const places: { row: number; column: number }[] = [];
    let draw = 0;
    for (let r = 10; r + SPACING < rows - 10; r += SPACING) {
      for (let c = 10; c + SPACING < columns - 10; c += SPACING) {
        const row = r + 8 * uniformAt(stream, draw++);
        const column = c + 8 * uniformAt(stream, draw++);
        const place = viewPlace(view, { x: x0 + column * dx, y: y0 + row * dy }, height);
        if (place === null) continue;
        const intensityIn = greyBody(intensity, temperature);
        if (plantSource(planted, () => ({ ...place, height, intensityIn })) !== null)
          places.push({ row, column });
      }
    }
    const frontEnd = openScanFrontEnd();
    takeScan(frontEnd, { ...scan, grid: scan.images[0]!, bands: scan.images, secondsOf });
    const later = { start: addSeconds(scan.start, LOOK_SECONDS), end: addSeconds(scan.end, LOOK_SECONDS) };
    const { spots } = takeScan(frontEnd, {
      ...planted,
      ...later,
      grid: planted.images[0]!,
      bands: planted.images,
      secondsOf,
    })!;
    const found = places.map((p) =>
      spots.find((s) => Math.hypot(s.row - p.row, s.column - p.column) < REACH),
    );
    const share = (of: (spot: HotSpot) => boolean) =>
      found.filter((s) => s !== undefined && of(s)).length / places.length;
    const waits = ({ kind, reason }: HotSpot) => kind === "held" && reason.startsWith("new heat");
    return {
      intensity,
      planted: places.length,
      high: share(({ kind }) => kind === "candidate"),
      isNew: share(waits),
      otherwise: share((spot) => spot.kind !== "candidate" && !waits(spot)),
    };
  });
}
