import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCompactLog } from "../src/formats/index.js";
import { firstlight } from "./support/command.js";

const scenarios = fileURLToPath(new URL("../scenarios/", import.meta.url));
const network = join(scenarios, "demo-network.yaml");
const folder = mkdtempSync(join(tmpdir(), "firstlight-compact-"));
const at = (...name: string[]) => join(folder, ...name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The demo's first minutes, with a line that spoils some of its messages. */
beforeAll(async () => {
  const demo = readFileSync(join(scenarios, "demo.yaml"), "utf8")
    .replace(/durationSeconds: \d+/, "durationSeconds: 150")
    .replaceAll("network: ", `network: ${scenarios}`)
    .replaceAll("file: ", `file: ${scenarios}`)
    .replaceAll("vehicle: vehicles", `vehicle: ${scenarios}vehicles`);
  const fault =
    "  - { id: bad-line, kind: message-fault, from: 20, until: 120, corrupt: 0.05, late: 0.05, delaySeconds: 20 }\n";
  writeFileSync(at("short.yaml"), `${demo.trimEnd()}\n${fault}`);
  for (const out of ["seen.jsonl", "seen.flm"]) {
    const { err, code } = await firstlight("simulate", at("short.yaml"), "--out", at(out));
    expect(err).toBe("");
    expect(code).toBe(0);
  }
}, 60_000);

describe("the compact form of a log", () => {
  test("holds the log of lines, byte for byte, in a seventh of its length", async () => {
    let text = "";
    for await (const item of readCompactLog(createReadStream(at("seen.flm")), "seen.flm")) {
      if ("wrong" in item) throw new Error(item.wrong);
      text += `${"line" in item ? item.line : JSON.stringify(item.message)}\n`;
    }
    expect(text === readFileSync(at("seen.jsonl"), "utf8")).toBe(true);
    expect(statSync(at("seen.jsonl")).size / statSync(at("seen.flm")).size).toBeGreaterThan(6);
  });

  test("gives the watch what the log of lines gives it", async () => {
    for (const form of ["jsonl", "flm"]) {
      const { code } = await firstlight("watch", at(`seen.${form}`), "--network", network, "--out", at(form));
      expect(code).toBe(0);
    }
    const events = (form: string) => readFileSync(at(form, "events.jsonl"), "utf8");
    const counts = (form: string) => JSON.parse(readFileSync(at(form, "summary.json"), "utf8")).measurements;
    expect(events("flm")).toBe(events("jsonl"));
    expect(counts("flm")).toEqual(counts("jsonl"));
    expect(counts("flm").rejected).toBeGreaterThan(10);
  }, 60_000);
});
