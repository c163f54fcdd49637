import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { firstlight } from "./support/command.js";
import { NETWORK, openWorkshop, SCENE } from "./support/small-world.js";

const { at, put, remove } = openWorkshop();
afterAll(remove);

const scene = put("scene.yaml", SCENE.replace("durationSeconds: 120", "durationSeconds: 20"));
const run = (out: string) => firstlight("run", scene, "--out", out);
const refused = async (...args: readonly string[]) => {
  const { code, err } = await firstlight(...args);
  expect(err.trimEnd().split("\n")).toHaveLength(1);
  expect(err).not.toMatch(/^\s+at /m);
  expect(code).toBe(2);
  return err;
};

test("an earlier output is replaced, and what somebody put beside it stays", async () => {
  const out = at("run");
  expect((await run(out)).code).toBe(0);
  const before = readFileSync(join(out, "log.jsonl"));
  put("run/notes.txt", "mine");
  put("run/truth.jsonl", "old");
  expect((await firstlight("run", scene, "--out", out, "--seed", "2")).code).toBe(0);
  expect(readFileSync(join(out, "notes.txt"), "utf8")).toBe("mine");
  expect(readFileSync(join(out, "log.jsonl")).equals(before)).toBe(false);
  expect(readFileSync(join(out, "truth.jsonl"), "utf8")).not.toBe("old");
  expect(readdirSync(out).filter((name) => name.includes("partial"))).toEqual([]);
  expect((await firstlight("verify", out)).code).toBe(0);
});

test("a folder of alerts with something else in it is not replaced", async () => {
  const out = at("alerts");
  expect((await run(out)).code).toBe(0);
  mkdirSync(join(out, "warnings"), { recursive: true });
  put("alerts/warnings/notes.txt", "mine");
  expect(await refused("run", scene, "--out", out)).toContain("other content");
  expect(readFileSync(at("alerts/warnings/notes.txt"), "utf8")).toBe("mine");
});

test("a link to a folder stays a link, one that leads nowhere is refused", async () => {
  mkdirSync(at("real"));
  symlinkSync(at("real"), at("link"));
  expect((await run(at("link"))).code).toBe(0);
  expect(readdirSync(at("real"))).toContain("log.jsonl");
  symlinkSync(at("nowhere"), at("dangling"));
  symlinkSync(at("circle"), at("circle"));
  for (const name of ["dangling", "circle"])
    expect(await refused("run", scene, "--out", at(name))).toContain("leads nowhere");
});

test("a folder that can't be made is refused at once", async () => {
  if (process.platform !== "linux") return;
  await refused("run", scene, "--out", "/proc/firstlight");
  await refused("run", scene, "--out", "/proc/firstlight/deeper");
});

test("a simulation does not write over what it is made from, nor truth over measurements", async () => {
  const text = readFileSync(scene, "utf8");
  linkSync(scene, at("second-name.yaml"));
  await refused("simulate", scene, "--out", at("./scene.yaml"));
  await refused("simulate", scene, "--out", at("second-name.yaml"));
  await refused("simulate", scene, "--out", at("m.jsonl"), "--truth", scene);
  await refused("simulate", scene, "--out", at("m.jsonl"), "--truth", `${at("")}/./m.jsonl`);
  const near = put("near-scene.yaml", text.replace(/network: .*/, "network: near.yaml"));
  const network = readFileSync(NETWORK, "utf8");
  put(
    "near.yaml",
    network.replace(/^catalogue: (.*)$/m, (_, name) => `catalogue: ${join(NETWORK, "..", name)}`),
  );
  expect(await refused("simulate", near, "--out", at("near.yaml"))).toContain("near.yaml");
  expect(readFileSync(scene, "utf8")).toBe(text);
});

test("an export does not write over the folder's own files, nor a folder over a file", async () => {
  const out = at("exported");
  expect((await run(out)).code).toBe(0);
  const log = join(out, "log.jsonl");
  await refused("export", out, "--to", "geojson", "--out", log);
  await refused("export", out, "--to", "cap", "--out", put("file", "x"));
  await refused("export", out, "--to", "cap", "--out", "");
  expect((await firstlight("verify", out)).code).toBe(0);
});

test("an empty name is named by its option", async () => {
  expect(await refused("run", scene, "--out", "")).toContain("--out");
  expect(await refused("simulate", scene, "--out", "")).toContain("--out");
});
