/**
 * The tests open the report in a browser and hold alerts against the CAP schema. Both need a program of the system:
 * Chromium and xmllint. Where one is missing and apt-get may be used it is installed; else one line says what to do.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const NEEDED = [
  { package: "chromium", commands: ["chromium", "chromium-browser", "google-chrome"] },
  { package: "libxml2-utils", commands: ["xmllint"] },
];

function isThere(command) {
  return (process.env.PATH ?? "").split(":").some((folder) => existsSync(`${folder}/${command}`));
}

const missing = NEEDED.filter(({ commands }) => !commands.some(isThere)).map((needed) => needed.package);
if (missing.length > 0) {
  const mayInstall = process.getuid?.() === 0 && isThere("apt-get");
  const apt = (...args) => spawnSync("apt-get", args, { stdio: "ignore" }).status === 0;
  if (mayInstall) process.stderr.write(`installing ${missing.join(" and ")} for the tests …\n`);
  const install = () => apt("install", "-y", "--no-install-recommends", ...missing);
  if (!mayInstall || !(install() || (apt("update") && install()))) {
    process.stderr.write(
      `the tests need ${missing.join(" and ")}: install with apt-get install ${missing.join(" ")}\n`,
    );
    process.exit(1);
  }
}
