import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { firstlight, summaryOf } from "../support/command.js";
import { openWorkshop, ROOT } from "../support/small-world.js";
import { ASCENTS, ORIGINALS, originalsAreThere } from "../world/scene.js";

const workshop = openWorkshop();
afterAll(workshop.remove);

/** The demo's scenario file with another recording at its own site, in place of its own. */
function demoWith(file: string, latitudeDeg: number, longitudeDeg: number, azimuthDeg: number): string {
  const text = readFileSync(join(ROOT, "scenarios/demo.yaml"), "utf8");
  const launch = `{ time: 120, latitudeDeg: ${latitudeDeg}, longitudeDeg: ${longitudeDeg}, azimuthDeg: ${azimuthDeg} }`;
  const changed = text.replace(
    /file: \S*ascents\S*\n(\s*)launch: \{.*\}/,
    `file: ${file}\n$1launch: ${launch}`,
  );
  expect(changed).not.toBe(text);
  return changed
    .replaceAll("../data/", join(ROOT, "data/"))
    .replace("network: ", `network: ${join(ROOT, "scenarios")}/`)
    .replaceAll("vehicle: ", `vehicle: ${join(ROOT, "scenarios")}/`);
}

describe.runIf(originalsAreThere)("each recorded ascent in the demo's scene in place of its own", () => {
  test.each(ASCENTS)(
    "%s is called a space launch, its first stage is followed down, and nobody is warned of them",
    async (name, latitude, longitude, azimuth) => {
      const scene = demoWith(`${ORIGINALS}${name}.json`, latitude, longitude, azimuth);
      const out = workshop.at(name);
      const { code, err } = await firstlight("run", workshop.put(`${name}.yaml`, scene), "--out", out);
      expect(err).toBe("");
      expect(code).toBe(0);
      const { events, warnings, score } = summaryOf(out);

      const launch = events.find(({ truth }) => truth === "ascent-1");
      expect(launch).toMatchObject({ class: "space-launch", confirmed: true });
      const ballistic = events.find(({ truth }) => truth === "ballistic-1");
      expect(ballistic).toMatchObject({ class: "ballistic", confirmed: true });
      expect(events.find(({ truth }) => truth === "sounding-1")?.class).toBe("sounding-rocket");
      const grave = warnings.filter(({ level }) => level === "confirmed" || level === "public");
      expect(new Set(grave.map(({ event }) => event))).toEqual(new Set([ballistic!.id]));
      expect(score).toMatchObject({ launches: 3, detected: 3, missed: 0, falseWarnings: 0 });

      const stages = events.filter(({ parent }) => parent === launch!.id);
      for (const stage of stages) expect(stage.class).toBe("falling-stage");
      const followed = stages.filter((s) => s.kinds.includes("radar") && s.impact?.ellipse95 !== undefined);
      expect(followed.map(({ truth }) => truth)).toContain("ascent-1/stage-1");
    },
    300_000,
  );
});
