import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Where a file stands, what it imports, and whether the rule lets it. */
const PROBES: readonly (readonly [file: string, specifier: string, allowed: boolean])[] = [
  ["src/watch/world-probe.ts", "../world/index.js", false],
  ["src/watch/radar/deep-world-probe.ts", "../../world/measure/radar.js", false],
  ["src/watch/astro-probe.ts", "../astro/index.js", true],
  ["src/watch/past-the-face-probe.ts", "../astro/time/epoch.js", false],
  ["src/watch/radar/own-room-probe.ts", "../infrared/track.js", true],
  ["src/estimation/sensors-probe.ts", "../sensors/index.js", false],
  ["src/estimation/launch/own-radar-probe.ts", "../radar/index.js", true],
  ["src/astro/messages-probe.ts", "../messages/index.js", false],
  ["src/world/estimation-probe.ts", "../estimation/index.js", false],
  ["src/console/watch-probe.ts", "../watch/index.js", false],
  ["src/service/cli-probe.ts", "../cli/main.js", false],
  ["src/cli/verbs/world-probe.ts", "../../world/index.js", true],
];

describe("the import rules catch what they are for", () => {
  const tree = mkdtempSync(join(tmpdir(), "firstlight-rooms-"));
  const refused = { biome: "", rooms: "" };

  beforeAll(() => {
    copyFileSync(join(ROOT, "biome.json"), join(tree, "biome.json"));
    for (const [file, specifier] of PROBES) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(
        join(tree, file),
        `import * as room from "${specifier}";\n\nexport const probe = room;\n`,
      );
    }
    const biome = join(ROOT, "node_modules", "@biomejs", "biome", "bin", "biome");
    const lint = ["lint", "--vcs-enabled=false", "--colors=off", "--max-diagnostics=none", "."];
    const linted = spawnSync(process.execPath, [biome, ...lint], { cwd: tree, encoding: "utf8" });
    const rooms = join(ROOT, "scripts", "check-rooms.mjs");
    const checked = spawnSync(process.execPath, [rooms, tree], { encoding: "utf8" });
    expect(linted.status).toBe(1);
    expect(checked.status).toBe(1);
    refused.biome = linted.stdout + linted.stderr;
    refused.rooms = checked.stderr;
  });

  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  test.each(PROBES)("%s importing %s: allowed %s", (file, _, allowed) => {
    expect(!refused.biome.includes(file)).toBe(allowed);
    expect(!refused.rooms.includes(file)).toBe(allowed);
  });
});

/** A file of a room, what stands in it, and whether the room may do that. */
const DEEDS: readonly (readonly [file: string, text: string, allowed: boolean])[] = [
  ["src/watch/disk.ts", 'import { readFileSync } from "node:fs";', false],
  ["src/watch/digest.ts", 'import { createHash } from "node:crypto";', true],
  ["src/estimation/clock.ts", "const now = Date.now();", false],
  ["src/astro/chance.ts", "const x = Math.random();", false],
  ["src/world/order.ts", "names.sort((a, b) => a.localeCompare(b));", false],
  ["src/sensors/clock.test.ts", "const begun = performance.now();", true],
  ["src/cli/clock.ts", "const begun = performance.now();", true],
];

test.each(DEEDS)("a room sees no disk, network or clock: %s with %s: allowed %s", (file, text, allowed) => {
  const tree = mkdtempSync(join(tmpdir(), "firstlight-rooms-"));
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), text);
  const checked = spawnSync(process.execPath, [join(ROOT, "scripts", "check-rooms.mjs"), tree]);
  rmSync(tree, { recursive: true, force: true });
  expect(checked.status).toBe(allowed ? 0 : 1);
});

test("the room check fails on a tree without source: nothing read is nothing checked", () => {
  const empty = mkdtempSync(join(tmpdir(), "firstlight-rooms-"));
  mkdirSync(join(empty, "src"));
  const checked = spawnSync(process.execPath, [join(ROOT, "scripts", "check-rooms.mjs"), empty]);
  rmSync(empty, { recursive: true, force: true });
  expect(checked.status).toBe(1);
});
