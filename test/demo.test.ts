import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EventUpdate, LogRecord, Summary, TruthRecord } from "../src/messages/index.js";
import { ellipseDistance } from "../src/study/index.js";
import { firstlight, summaryOf } from "./support/command.js";

const folder = mkdtempSync(join(tmpdir(), "firstlight-demo-"));
const one = join(folder, "one");
const two = join(folder, "two");
const read = (...path: string[]) => readFileSync(join(...path), "utf8");
const lines = (...path: string[]) =>
  read(...path)
    .trimEnd()
    .split("\n");

beforeAll(async () => {
  const { code, err } = await firstlight("demo", "--out", one, "--workers", "1");
  expect(err).toBe("");
  expect(code).toBe(0);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the demo does the main job", () => {
  test("the ballistic launch is confirmed by both kinds and warned of; nothing else is", () => {
    const { events, warnings, score } = summaryOf(one);
    const ballistic = events.filter((event) => event.class === "ballistic");
    expect(ballistic).toHaveLength(1);
    expect(ballistic[0]).toMatchObject({ confirmed: true, truth: "ballistic-1" });
    expect([...ballistic[0]!.kinds].sort()).toEqual(["infrared", "radar"]);
    const grave = warnings.filter(({ level }) => level === "confirmed" || level === "public");
    expect(new Set(grave.map(({ event }) => event))).toEqual(new Set([ballistic[0]!.id]));
    expect(score).toMatchObject({ launches: 3, detected: 3, missed: 0, falseWarnings: 0, misclassified: 0 });
  });

  test("the truth lies inside the 95 % ellipses of launch and impact", () => {
    const event = summaryOf(one).events.find(({ truth }) => truth === "ballistic-1")!;
    const truth = lines(one, "truth.jsonl")
      .map((line) => TruthRecord.parse(JSON.parse(line)))
      .find((record) => record.type === "truth-object" && record.id === "ballistic-1");
    if (truth?.type !== "truth-object") throw new Error("no truth");
    expect(ellipseDistance(event.launch!, event.launch!.ellipse95, truth.launch!)).toBeLessThan(1);
    expect(ellipseDistance(event.impact!, event.impact!.ellipse95!, truth.impact!)).toBeLessThan(1);
  });

  test("the recorded ascent and the sounding rocket are called what they are, lightning stays background", () => {
    const { events } = summaryOf(one);
    const classOf = (truth: string) => events.find((event) => event.truth === truth)?.class;
    expect(classOf("ascent-1")).toBe("space-launch");
    expect(classOf("sounding-1")).toBe("sounding-rocket");
    for (const event of events) if (event.kinds.includes("optical")) expect(event.class).toBe("background");
    expect(summaryOf(one).satellitesRecognised).toBeGreaterThan(100);
  });

  test("every file follows its schema", () => {
    expect(() => Summary.parse(JSON.parse(read(one, "summary.json")))).not.toThrow();
    for (const line of lines(one, "events.jsonl"))
      expect(EventUpdate.safeParse(JSON.parse(line)).error).toBeUndefined();
    for (const line of lines(one, "log.jsonl")) {
      const { error } = LogRecord.safeParse(JSON.parse(line));
      expect(error?.message ?? "", line.slice(0, 300)).toBe("");
    }
  });

  test("alerts are valid CAP 1.2 and say EXERCISE", () => {
    const { warnings } = summaryOf(one);
    expect(warnings.map(({ file }) => file.replace("warnings/", "")).sort()).toEqual(
      readdirSync(join(one, "warnings")).sort(),
    );
    for (const { file, status } of warnings) {
      expect(status).toBe("Exercise");
      expect(read(one, file)).toContain("<status>Exercise</status>");
    }
  });

  test("the report is one file that fetches nothing", () => {
    const html = read(one, "report.html");
    expect(html.length).toBeLessThan(2_000_000);
    expect(html).not.toMatch(/<script|<link|@import|url\(|src="(?!data:)|href="https?:/);
  });
});

test("the same seed gives the same bytes, also on other workers", async () => {
  expect((await firstlight("demo", "--out", two, "--workers", "3")).code).toBe(0);
  for (const name of ["log.jsonl", "events.jsonl", "truth.jsonl"])
    expect(read(two, name) === read(one, name), `${name} is the same`).toBe(true);
  for (const name of readdirSync(join(one, "warnings")))
    expect(read(two, "warnings", name)).toBe(read(one, "warnings", name));
}, 180_000);

test("the folder verifies, and exports open where they belong", async () => {
  const { code, out } = await firstlight("verify", one, "--json");
  expect(JSON.parse(out)).toMatchObject({ holds: true, faults: [] });
  expect(code).toBe(0);
  for (const [format, key] of [
    ["geojson", "features"],
    ["czml", "0"],
  ] as const) {
    const file = join(folder, `export.${format}`);
    expect((await firstlight("export", one, "--to", format, "--out", file)).code).toBe(0);
    expect(JSON.parse(readFileSync(file, "utf8"))).toHaveProperty(key);
  }
}, 180_000);

describe("the ways round", () => {
  const small = join(folder, "small");
  const SCENE = fileURLToPath(new URL("../scenarios/ballistic.yaml", import.meta.url));
  const NETWORK = fileURLToPath(new URL("../scenarios/demo-network.yaml", import.meta.url));
  beforeAll(async () => {
    expect((await firstlight("run", SCENE, "--out", small, "--seed", "5")).code).toBe(0);
  }, 60_000);

  test("a finished log runs again to the same bytes", async () => {
    const again = join(folder, "again");
    expect((await firstlight("run", join(small, "log.jsonl"), "--out", again)).code).toBe(0);
    const bodies = (dir: string) =>
      lines(dir, "log.jsonl")
        .slice(1)
        .map((line) => line.replace(/^.*?"body":/, ""));
    const first = bodies(small);
    expect(bodies(again).findIndex((body, i) => body !== first[i])).toBe(-1);
  });

  test("simulate, watch and score give what run gives", async () => {
    const [seen, truth, out] = ["seen.jsonl", "truth.jsonl", "watched"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    expect((await firstlight("simulate", SCENE, "--seed", "5", "--out", seen, "--truth", truth)).code).toBe(
      0,
    );
    expect((await firstlight("watch", seen, "--network", NETWORK, "--out", out, "--seed", "5")).code).toBe(0);
    expect(summaryOf(out).score).toBeUndefined();
    const { code, out: printed } = await firstlight("score", out, "--truth", truth, "--json");
    expect(code).toBe(0);
    expect(read(out, "events.jsonl")).toBe(read(small, "events.jsonl"));
    expect(JSON.parse(printed)).toEqual(summaryOf(small).score);
    expect(summaryOf(out).events).toEqual(summaryOf(small).events);
    expect((await firstlight("verify", out)).code).toBe(0);
  });

  test("built and run as a user does, from anywhere, over its own earlier output", () => {
    const bin = fileURLToPath(new URL("../bin/firstlight.js", import.meta.url));
    for (let i = 0; i < 2; i += 1) {
      const args = [bin, "run", join(small, "log.jsonl"), "--json", "--out", "user"];
      const out = execFileSync(process.execPath, args, { cwd: folder });
      expect(Summary.parse(JSON.parse(out.toString())).events.length).toBeGreaterThan(0);
      expect(readdirSync(join(folder, "user"))).toContain("report.html");
    }
  });

  test("Ctrl-C leaves nothing behind and ends with 130", async () => {
    const bin = fileURLToPath(new URL("../bin/firstlight.js", import.meta.url));
    const command = spawn(process.execPath, [bin, "watch", "-", "--network", NETWORK, "--out", "stopped"], {
      cwd: folder,
      stdio: ["pipe", "ignore", "pipe"],
    });
    const ended = new Promise((resolve) => command.on("close", resolve));
    command.stdin.on("error", () => {});
    command.stdin.write(`${lines(small, "log.jsonl").slice(400, 1200).join("\n")}\n`);
    while (!readdirSync(folder).some((name) => name.startsWith(".stopped.partial")))
      await new Promise((r) => setTimeout(r, 20));
    command.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(readdirSync(folder).filter((name) => name.includes("stopped"))).toEqual([]);
  });
});
