/**
 * Runs the tests on another major version of Node, from the npm package that carries the program itself; it stays out
 * of the dependencies because of its size. Each file runs in a process of its own, so that a test that leans on what
 * another left behind is found.
 *
 *   node scripts/test-on-node.mjs 24 [FILE…]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [major, ...files] = process.argv.slice(2);
if (!/^\d+$/.test(major ?? "")) {
  process.stderr.write("test-on-node: name a major version of Node, such as 24\n");
  process.exit(2);
}
const name = `node-${process.platform}-${process.arch}`;
const folder = mkdtempSync(join(tmpdir(), "firstlight-node-"));
try {
  const options = { stdio: "inherit" };
  const installed = spawnSync(
    "npm",
    ["install", "--silent", "--no-save", "--no-audit", "--no-fund", "--prefix", folder, `${name}@${major}`],
    options,
  );
  if (installed.status !== 0) {
    process.stderr.write(`test-on-node: the npm package ${name}@${major} can't be installed\n`);
    process.exitCode = 1;
  } else {
    const node = join(folder, "node_modules", name, "bin", "node");
    spawnSync(node, ["--version"], options);
    process.exitCode =
      spawnSync(node, ["node_modules/vitest/vitest.mjs", "run", "--isolate", ...files], options).status ?? 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
