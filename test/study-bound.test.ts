import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BoundReport } from "../src/messages/index.js";
import { firstlight } from "./support/command.js";
import { NETWORK, openWorkshop } from "./support/small-world.js";

const shop = openWorkshop();
afterAll(() => shop.remove());

const SCENE = `name: two
start: 2026-08-22T06:00:00Z
durationSeconds: 420
network: ${NETWORK}
objects:
  - { id: fire, kind: fire, latitudeDeg: 30, longitudeDeg: -60, radiantIntensity: 1.0e6 }
  - { id: nobody, kind: vehicle, vehicle: VEHICLE, launch: { time: 400, latitudeDeg: 20, longitudeDeg: -45, azimuthDeg: 330 } }
  - { id: flight, kind: vehicle, vehicle: VEHICLE, launch: { time: 10, latitudeDeg: 20, longitudeDeg: -45, azimuthDeg: 330 } }
`.replaceAll("VEHICLE", new URL("../scenarios/vehicles/ballistic-medium.yaml", import.meta.url).pathname);

describe("study bound", () => {
  let report: BoundReport;
  beforeAll(async () => {
    const { code, err } = await firstlight(
      ...["study", "bound", shop.put("two.yaml", SCENE), "--out", shop.at("bound"), "--step", "10"],
    );
    expect(err).toBe("");
    expect(code).toBe(0);
    report = BoundReport.parse(JSON.parse(readFileSync(shop.at("bound/bound.json"), "utf8")));
  }, 60_000);

  const series = (id: string) => report.objects.find((o) => o.id === id)!.series;

  it("tells who saw what, and what nobody saw", () => {
    const flight = report.objects.find(({ id }) => id === "flight")!;
    expect(new Set(flight.sensors.map(({ kind }) => kind))).toEqual(new Set(["infrared", "radar"]));
    expect(report.unseen).toEqual(["nobody"]);
  });

  it("has a figure for every object at every time", () => {
    for (const { series: points } of report.objects)
      for (const { position, velocity } of points) {
        expect(position).toBeGreaterThan(0);
        expect(velocity).toBeGreaterThan(0);
      }
  });

  it("a standing fire is placed ever better, down to what pointing biases leave", () => {
    const fire = series("fire");
    for (let k = 1; k < fire.length; k++)
      expect(fire[k]!.position!).toBeLessThanOrEqual(fire[k - 1]!.position! * 1.0001);
    expect(fire.at(-1)!.phase).toBe("standing");
    // three satellites with biases of 20 µrad from 36,000 km: some hundreds of metres
    expect(fire.at(-1)!.position!).toBeGreaterThan(200);
    expect(fire.at(-1)!.position!).toBeLessThan(1500);
  });

  it("a launch point is known no worse with every look, the impact far better once a radar looks", () => {
    const launches = series("flight").flatMap(({ launch }) => launch ?? []);
    for (let k = 1; k < launches.length; k++)
      expect(launches[k]!.semiMajor).toBeLessThanOrEqual(launches[k - 1]!.semiMajor * 1.0001);
    const impacts = series("flight").flatMap(({ impact }) => impact ?? []);
    expect(impacts[0]!.semiMajor).toBeGreaterThan(100_000);
    expect(impacts.at(-1)!.semiMajor).toBeLessThan(10_000);
  });

  it("between looks the bound grows while nobody knows the motor, and falls with a look", () => {
    const powered = series("flight").filter(({ phase }) => phase === "powered");
    expect(powered.length).toBeGreaterThan(3);
    expect(powered.at(-1)!.velocity!).toBeGreaterThan(50);
  });

  it("draws a page without anything from elsewhere", () => {
    const page = readFileSync(shop.at("bound/bound.html"), "utf8");
    expect(page).toContain("<title>flight: Velocity against time</title>");
    expect(page).not.toMatch(/https?:\/\//);
  });
});

describe("study bound of what can't be studied", () => {
  it.each([
    [["--out", shop.at("x"), "--step", "0"], "--step"],
    [["--out", ""], "--out"],
  ])("%j is refused in one line", async (options, told) => {
    const { code, err } = await firstlight("study", "bound", shop.put("two.yaml", SCENE), ...options);
    expect(code).toBe(2);
    expect(err).toContain(told);
  });

  it("a scenario that isn't there", async () => {
    const { code, err } = await firstlight("study", "bound", shop.at("none.yaml"), "--out", shop.at("x"));
    expect(code).toBe(2);
    expect(err.trim().split("\n").length).toBe(1);
  });
});
