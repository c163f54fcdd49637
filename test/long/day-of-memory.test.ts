import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "firstlight-day-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The demo's network, and copies of its catalogue, for so long, with a launch every six hours. */
function scenario(hours: number): string {
  const file = join(folder, `${hours}.yaml`);
  const launches = Array.from(
    { length: Math.ceil(hours / 6) },
    (_, k) =>
      `  - { id: launch-${k}, kind: vehicle, vehicle: ${root}scenarios/vehicles/ballistic-medium.yaml, launch: { time: ${21_600 * k + 300}, latitudeDeg: 20, longitudeDeg: -45, azimuthDeg: 330 } }`,
  );
  writeFileSync(
    file,
    `name: a day
start: 2026-08-22T06:00:00Z
durationSeconds: ${3600 * hours}
network: ${root}scenarios/demo-network.yaml
objects:
  - { id: satellites, kind: satellites, file: ${root}data/catalogue-2026-08-22.csv, total: 3000 }
  - { id: fire, kind: fire, latitudeDeg: 45, longitudeDeg: -100 }
${launches.join("\n")}
`,
  );
  return file;
}

/** Runs `simulate` in a process of its own. @returns its largest resident memory, MiB, and what it wrote */
function simulated(hours: number): { peakMiB: number; measurements: number; bytes: number } {
  const out = join(folder, `${hours}.flm`);
  const args = [
    "simulate",
    scenario(hours),
    "--out",
    out,
    "--truth",
    `${out}.truth`,
    "--workers",
    "2",
    "--json",
  ];
  const code = `import { main } from ${JSON.stringify(join(root, "dist/cli/main.js"))};
process.exitCode = await main(${JSON.stringify(args)});
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));`;
  const script = join(folder, "simulate.mjs");
  writeFileSync(script, code);
  const [told, peak] = execFileSync(process.execPath, [script], { encoding: "utf8" }).split("\n");
  const { measurements } = JSON.parse(told!);
  return { peakMiB: Number(peak), measurements, bytes: statSync(out).size };
}

describe("a scenario of 24 hours at detection level", () => {
  it("takes less than 1 GiB, and little more than a short one", () => {
    const hour = simulated(1);
    const day = simulated(24);
    expect(day.measurements).toBeGreaterThan(10 * hour.measurements);
    expect(day.bytes / day.measurements).toBeLessThan(60);
    expect(day.peakMiB).toBeLessThan(1024);
    expect(day.peakMiB).toBeLessThan(hour.peakMiB + 300);
  }, 1_800_000);
});
