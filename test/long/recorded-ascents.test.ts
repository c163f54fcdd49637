import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { firstlight, summaryOf } from "../support/command.js";
import { openWorkshop, ROOT } from "../support/small-world.js";

const ASCENTS = fileURLToPath(new URL("../../../shared/data/ascents/", import.meta.url));
const { at, put, remove } = openWorkshop();
afterAll(remove);

/** Sites and courses of the recordings, from the folder's README: the telemetry itself names neither. */
const SITES: Readonly<Record<string, { latitudeDeg: number; longitudeDeg: number; azimuthDeg: number }>> = {
  "falcon-heavy-demo-1": { latitudeDeg: 28.6084, longitudeDeg: -80.6043, azimuthDeg: 90 },
  "formosat-5": { latitudeDeg: 34.6321, longitudeDeg: -120.6106, azimuthDeg: 193 },
  "iridium-next-4": { latitudeDeg: 34.6321, longitudeDeg: -120.6106, azimuthDeg: 179 },
  "nrol-76": { latitudeDeg: 28.6084, longitudeDeg: -80.6043, azimuthDeg: 45 },
  paz: { latitudeDeg: 34.6321, longitudeDeg: -120.6106, azimuthDeg: 192 },
  "ses-10": { latitudeDeg: 28.6084, longitudeDeg: -80.6043, azimuthDeg: 90 },
  "spacex-crs-12": { latitudeDeg: 28.6084, longitudeDeg: -80.6043, azimuthDeg: 43 },
  tess: { latitudeDeg: 28.5619, longitudeDeg: -80.5773, azimuthDeg: 90 },
};

describe.runIf(existsSync(ASCENTS))("each recorded ascent in the demo's scene in place of its own", () => {
  const names = existsSync(ASCENTS) ? readdirSync(ASCENTS).filter((name) => /^[^.]+\.json$/.test(name)) : [];
  const demo = readFileSync(join(ROOT, "scenarios/demo.yaml"), "utf8");
  test("all eight are here", () => expect(names).toHaveLength(8));

  test.each(names)(
    "%s is called a space launch and raises no confirmed warning",
    async (name) => {
      const { latitudeDeg, longitudeDeg, azimuthDeg } = SITES[name.replace(".json", "")]!;
      const launch = `launch: { time: 120, latitudeDeg: ${latitudeDeg}, longitudeDeg: ${longitudeDeg}, azimuthDeg: ${azimuthDeg} }`;
      const scene = demo
        .replace("../data/ascents/ses-10.csv", join(ASCENTS, name))
        .replace(/launch: \{ time: 120, [^}]*\}/, launch)
        .replaceAll("demo-network.yaml", join(ROOT, "scenarios/demo-network.yaml"))
        .replaceAll(
          /(vehicle|file): (vehicles|\.\.\/data)/g,
          (_all, key, folder) => `${key}: ${join(ROOT, "scenarios", folder)}`,
        );
      const { code, err } = await firstlight("run", put("scene.yaml", scene), "--out", at("out"));
      expect(err).toBe("");
      expect(code).toBe(0);
      const { events, warnings, score } = summaryOf(at("out"));
      const event = events.find(({ truth }) => truth === "ascent-1");
      expect(event?.class).toBe("space-launch");
      const grave = new Set(
        warnings.filter(({ level }) => level === "confirmed").map((warning) => warning.event),
      );
      const children = events.filter(({ parent }) => parent === event!.id);
      for (const { id } of [event!, ...children]) expect(grave.has(id)).toBe(false);
      expect(score).toMatchObject({ falseWarnings: 0, missed: 0 });
    },
    300_000,
  );
});
