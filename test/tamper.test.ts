import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { randomStream, uniformAt } from "../src/astro/index.js";
import { firstlight } from "./support/command.js";
import { leanNetwork, NETWORK, openWorkshop, ROOT, SCENE } from "./support/small-world.js";

const { at, put, remove } = openWorkshop();
const whole = at("whole");
const copy = at("copy");

beforeAll(async () => {
  const lean = SCENE.replace(NETWORK, leanNetwork({ at, put, remove }));
  const scene = put("small.yaml", lean.replace("durationSeconds: 120", "durationSeconds: 60"));
  expect((await firstlight("run", scene, "--out", whole)).code).toBe(0);
  expect(
    (await firstlight("run", join(ROOT, "scenarios/ballistic.yaml"), "--out", at("ballistic"))).code,
  ).toBe(0);
}, 120_000);
afterAll(remove);

const fresh = (from = whole) => {
  rmSync(copy, { recursive: true, force: true });
  cpSync(from, copy, { recursive: true });
  return join(copy, "log.jsonl");
};
const verify = () => firstlight("verify", copy);
const expectFault = async (place: RegExp) => {
  const { code, err } = await verify();
  expect(err).toMatch(place);
  expect(code).toBe(3);
};

test("an untouched folder holds", async () => {
  fresh();
  expect((await verify()).code).toBe(0);
});

describe("a changed log does not hold, and the place is named", () => {
  test("any single byte, at a hundred places and at every byte of the first record's ends", async () => {
    const log = fresh();
    const bytes = readFileSync(log);
    const firstEnd = bytes.indexOf(10);
    const draws = randomStream(1, "tamper");
    const places = new Set([
      0,
      9,
      73,
      74,
      75,
      76,
      firstEnd - 1,
      firstEnd,
      firstEnd + 1,
      bytes.length - 2,
      bytes.length - 1,
    ]);
    for (let i = 0; places.size < 111; i += 1) places.add(Math.floor(uniformAt(draws, i) * bytes.length));
    for (const [i, place] of [...places].entries()) {
      const changed = Buffer.from(bytes);
      changed[place] = bytes[place]! ^ (1 << (i % 8));
      writeFileSync(log, changed);
      const { code, err } = await verify();
      expect(code, `byte ${place}`).toBe(3);
      const line = 1 + bytes.subarray(0, place).filter((byte) => byte === 10).length;
      const named = Number(/log\.jsonl:(\d+)/.exec(err)?.[1]);
      expect(Math.abs(named - line), `byte ${place}: line ${line}, named ${named}`).toBeLessThanOrEqual(1);
    }
  });

  test("cut, without its end, with something behind it, with a record left out or twice", async () => {
    const log = fresh();
    const bytes = readFileSync(log);
    const lines = bytes.toString("utf8").trimEnd().split("\n");
    truncateSync(log, bytes.length - 1);
    await expectFault(/no line feed/);
    writeFileSync(log, `${lines.slice(0, -1).join("\n")}\n`);
    await expectFault(/without its end record/);
    writeFileSync(log, "");
    await expectFault(/without its end record/);
    writeFileSync(log, bytes);
    appendFileSync(log, "\n");
    await expectFault(/something follows/);
    writeFileSync(log, `${lines.toSpliced(20, 1).join("\n")}\n`);
    await expectFault(/:21: does not follow/);
    writeFileSync(log, `${lines.toSpliced(20, 0, lines[20]!).join("\n")}\n`);
    await expectFault(/:22: does not follow/);
  });
});

describe("a log chained anew around a lie is found by the replay", () => {
  const rechain = async (change: (bodies: string[]) => string[]) => {
    const { openLogWriter } = await import("../src/service/index.js");
    const log = fresh(at("ballistic"));
    const bodies = readFileSync(log, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => line.slice(line.indexOf('"body":') + 7, -1));
    const writer = openLogWriter(log);
    const changed = change(bodies);
    for (const [i, body] of changed.entries())
      writer.append(i === changed.length - 1 ? body.replace(/"records":\d+/, `"records":${i}`) : body);
    writer.close();
  };
  const find = (bodies: readonly string[], type: string) =>
    bodies.findIndex((body) => body.includes(`"type":"${type}"`));

  const edited = (type: string, change: (body: Record<string, unknown>) => void) => (bodies: string[]) => {
    const at = find(bodies, type);
    const body = JSON.parse(bodies[at]!);
    change(body);
    return bodies.with(at, JSON.stringify(body));
  };
  const broken: readonly (readonly [string, string, (body: Record<string, unknown>) => void, RegExp])[] = [
    ["a header without network", "header", (b) => delete b.network, /:1: .*body\.network/],
    ["an object without elements", "catalogue-object", (b) => delete b.elements, /:\d+: .*body\.elements/],
    ["a plot without range", "radar-plot", (b) => delete b.range, /:\d+: .*body\.range/],
    ["a record of no known type", "heartbeat", (b) => Object.assign(b, { type: "hearsay" }), /body\.type/],
    ["an empty catalogue", "header", (b) => Object.assign(b, { catalogueObjects: 0 }), /catalogue/],
    ["a word smuggled in", "heartbeat", (b) => Object.assign(b, { note: "hello" }), /another heartbeat/],
    ["a word smuggled into the header", "header", (b) => Object.assign(b, { note: "hello" }), /note/],
  ];
  for (const [name, type, change, place] of broken)
    test(name, async () => {
      await rechain(edited(type, change));
      await expectFault(place);
    });
  test("a warning reworded", async () => {
    await rechain((bodies) =>
      bodies.map((body) => body.replace(/("type":"warning".*"headline":")/, "$1ALL IS WELL ")),
    );
    await expectFault(/another warning/);
  });
  test("a warning taken away", async () => {
    await rechain((bodies) => bodies.toSpliced(find(bodies, "warning"), 1));
    await expectFault(/replay gives warning/);
  });
  test("a warning invented", async () => {
    await rechain((bodies) =>
      bodies.toSpliced(find(bodies, "heartbeat"), 0, bodies[find(bodies, "warning")]!),
    );
    await expectFault(/record of type warning/);
  });
  test("a measurement changed", async () => {
    await rechain((bodies) => {
      const { evidence } = JSON.parse(bodies[find(bodies, "warning")]!);
      const at = bodies.findIndex((body) => body.includes(`"id":"${evidence[0].measurements[0]}"`));
      return bodies.with(at, bodies[at]!.replace(/"irradiance":[^,]*/, '"irradiance":1'));
    });
    await expectFault(/another (event|warning)/);
  });
});

describe("the other files must follow from the log", () => {
  for (const name of ["events.jsonl", "summary.json", "report.html"])
    test(`${name} with one byte changed`, async () => {
      fresh();
      const path = join(copy, name);
      const bytes = readFileSync(path);
      const place = bytes.findLastIndex((byte) => byte >= 97 && byte <= 121);
      bytes[place] = bytes[place]! + 1;
      writeFileSync(path, bytes);
      await expectFault(new RegExp(name.replace(".", "\\.")));
    });
  test("a truth that is none any more", async () => {
    fresh();
    put("copy/truth.jsonl", "{}\n");
    await expectFault(/truth\.jsonl:1/);
  });
  test("an alert changed, taken away, invented", async () => {
    fresh(at("ballistic"));
    const alert = join(copy, "warnings", readdirSync(join(copy, "warnings"))[0]!);
    const text = readFileSync(alert, "utf8");
    writeFileSync(alert, text.replace("Exercise", "Actual"));
    await expectFault(/warnings.*is not what follows/);
    rmSync(alert);
    await expectFault(/warnings.*is missing/);
    writeFileSync(alert, text);
    writeFileSync(join(copy, "warnings", "more.xml"), text);
    await expectFault(/more\.xml.*no warning of the log/);
  });
});
