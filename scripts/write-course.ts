/**
 * Brings the pages of the course up to date: runs every example, writes its picture, and puts the shown part of its
 * code and what it prints into its page, in place of what stands there.
 *
 *   npx tsx scripts/write-course.ts [NN …]
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { type Example, pictureFile } from "../docs/course/support/example.js";
import { courseExamples, shownCode, withBlock } from "../docs/course/support/pages.js";

const wanted = process.argv.slice(2);
for (const { name, file, page } of courseExamples()) {
  if (wanted.length > 0 && !wanted.some((number) => name.startsWith(`${number}-`))) continue;
  const begun = process.cpuUsage();
  const { run } = (await import(pathToFileURL(file).href)) as { run(): Example | Promise<Example> };
  const { text, svg } = await run();
  mkdirSync(dirname(pictureFile(file)), { recursive: true });
  writeFileSync(pictureFile(file), svg);
  process.stdout.write(
    `── ${name} (${(process.cpuUsage(begun).user / 1e6).toFixed(1)} s of processor)\n${text}\n`,
  );
  if (!existsSync(page)) continue;
  const shown = shownCode(readFileSync(file, "utf8"));
  const markdown = withBlock(withBlock(readFileSync(page, "utf8"), "ts", shown), "text", text);
  writeFileSync(page, markdown);
}
