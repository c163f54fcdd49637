#!/usr/bin/env -S node --v8-pool-size=1
// One helper thread of the engine, not four: on a machine of few cores its compilers and collectors crowd out the code
// they serve, and short runs take up to a third longer (docs/decisions/0017-one-engine-thread.md).
import { existsSync } from "node:fs";

const built = new URL("../dist/cli/main.js", import.meta.url);
if (existsSync(built)) {
  const { main } = await import(built.href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  process.stderr.write("firstlight: not built yet; run `npm ci` (or `npm run build`) in its folder first\n");
  process.exitCode = 2;
}
