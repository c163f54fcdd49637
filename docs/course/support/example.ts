import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** What an example of the course gives: the lines that it prints, and a picture. */
export interface Example {
  readonly text: string;
  /** text of an SVG file */
  readonly svg: string;
}

/** Where the picture of an example lies. @param file of the example, `NN-name.ts` */
export function pictureFile(file: string): string {
  return join(dirname(file), "../images/course", `${basename(file, ".ts")}.svg`);
}

/**
 * Runs an example when its file is the one that was started: prints its lines and writes its picture. When it is
 * imported, by a test or by another example, nothing happens.
 *
 * @param url `import.meta.url` of the example
 */
export async function showExample(url: string, run: () => Example | Promise<Example>): Promise<void> {
  const file = fileURLToPath(url);
  if (process.argv[1] === undefined || resolve(process.argv[1]) !== file) return;
  const { text, svg } = await run();
  process.stdout.write(`${text}\n`);
  mkdirSync(dirname(pictureFile(file)), { recursive: true });
  writeFileSync(pictureFile(file), svg);
}

/** Rows under each other: the first column to the left, the others to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const width = (column: number) => Math.max(...rows.map((row) => String(row[column] ?? "").length));
  return rows
    .map((row) =>
      row
        .map((cell, k) => (k === 0 ? String(cell).padEnd(width(0)) : String(cell).padStart(width(k) + 2)))
        .join(""),
    )
    .join("\n");
}

/** 0.123 as "12 %". */
export const percent = (share: number, digits = 0) => `${(100 * share).toFixed(digits)} %`;

/**
 * The outline on which a two-dimensional error lies `sigmas` standard deviations from its mean.
 *
 * @param covariance xx, xy, yy
 */
export function ellipseLine(
  centre: readonly [number, number],
  [xx, xy, yy]: readonly [number, number, number],
  sigmas: number,
): [number, number][] {
  const a = Math.sqrt(xx);
  const b = xy / a;
  const c = Math.sqrt(Math.max(0, yy - b * b));
  return Array.from({ length: 73 }, (_, k) => {
    const u = sigmas * Math.cos((k * Math.PI) / 36);
    const v = sigmas * Math.sin((k * Math.PI) / 36);
    return [centre[0] + a * u, centre[1] + b * u + c * v];
  });
}
