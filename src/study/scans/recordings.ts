import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type AbiImage, type FireProduct, readFires, readRadiances } from "../../formats/index.js";

/** The recorded scans of a folder that the tests and scripts know, read whole. */
export interface Recordings {
  /** GOES-17, 2019-10-27 20:00 UTC, California by day: five bands. */
  readonly day: readonly AbiImage[];
  /** GOES-16, 2020-01-04 03:16 UTC, CONUS by night: 3.9 µm. */
  readonly night: AbiImage;
  readonly dayFires: FireProduct;
  readonly nightFires: FireProduct;
}

/** Whether a folder holds them. */
export function haveRecordings(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => name.includes("RadM1-M6C07_G17"));
}

/** Reads them. @throws {InputError} where one is damaged */
export async function readRecordings(folder: string): Promise<Recordings> {
  const names = readdirSync(folder).sort();
  const paths = (part: string) => names.filter((n) => n.includes(part)).map((n) => join(folder, n));
  const image = (path: string) => readRadiances(readFileSync(path), path);
  const fires = (path: string) => readFires(readFileSync(path), path);
  const day: AbiImage[] = [];
  for (const path of paths("RadM1-M6")) day.push(await image(path));
  return {
    day,
    night: await image(paths("RadC-M6C07_G16")[0]!),
    dayFires: await fires(paths("FDCC-M6_G17")[0]!),
    nightFires: await fires(paths("FDCC-M6_G16")[0]!),
  };
}

/**
 * Whether the agency's product has a fire at or beside a pixel of an image of the same satellite.
 *
 * @param reach pixels about each fire that belong to it
 */
export function knownFires(image: AbiImage, { fires }: FireProduct, reach: number): (at: number) => boolean {
  const places = new Set<number>();
  for (const { x, y } of fires) {
    const row = Math.round((y - image.y0) / image.dy);
    const column = Math.round((x - image.x0) / image.dx);
    for (let r = row - reach; r <= row + reach; r += 1)
      for (let c = column - reach; c <= column + reach; c += 1)
        if (r >= 0 && c >= 0 && r < image.rows && c < image.columns) places.add(r * image.columns + c);
  }
  return (at) => places.has(at);
}
