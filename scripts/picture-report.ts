/**
 * Takes the README's picture of a report, with Chromium.
 *
 *   npx firstlight demo && npx tsx scripts/picture-report.ts [FOLDER] [FILE.png]
 */
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [folder = "firstlight-demo", file = "docs/images/report.png"] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 1180, height: 1230 } });
await page.goto(pathToFileURL(resolve(join(folder, "report.html"))).href);
await page.screenshot({ path: file });
await browser.close();
