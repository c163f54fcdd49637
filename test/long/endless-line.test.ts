import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { firstlight } from "../support/command.js";
import { NETWORK, openWorkshop, ROOT } from "../support/small-world.js";

test("a line of 2 GB from a generated stream is refused without being held in memory", async () => {
  const { at, remove } = openWorkshop();
  const generate = `{ printf '{"type":"'; yes xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx | tr -d '\\n' | head -c 2147483648; }`;
  const watch = `node ${ROOT}bin/firstlight.js watch - --network ${NETWORK} --out ${at("out")}`;
  const script = `${generate} | { ${watch}; code=$?; cat >/dev/null; exit $code; }`;
  let outcome = { status: 0, stderr: "" };
  try {
    execFileSync("bash", ["-c", script], {
      env: { ...process.env, NODE_OPTIONS: "--max-old-space-size=96" },
    });
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    outcome = { status, stderr: stderr.toString() };
  }
  expect(outcome.stderr).toMatch(/^firstlight: .*16 MiB/);
  expect(outcome.status).toBe(2);
  expect((await firstlight("verify", at("out"))).code).toBe(2);
  remove();
}, 300_000);
