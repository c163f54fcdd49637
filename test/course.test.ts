import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { type Example, pictureFile } from "../docs/course/support/example.js";
import { blockOf, COURSE, courseExamples, shownCode } from "../docs/course/support/pages.js";

const EXAMPLES = courseExamples();

/** Targets of a page's links to files, without those to the outside and to headings. */
function linksOf(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
    .map((match) => match[1]!)
    .filter((target) => !/^[a-z]+:/.test(target));
}

describe("the course", () => {
  it.each(EXAMPLES)("$name prints what its page says and draws its picture", async ({ file, page }) => {
    const { run } = (await import(pathToFileURL(file).href)) as { run(): Example | Promise<Example> };
    const { text, svg } = await run();
    const markdown = readFileSync(page, "utf8");
    expect(blockOf(markdown, "text")).toBe(text);
    expect(blockOf(markdown, "ts")).toBe(shownCode(readFileSync(file, "utf8")));
    expect(svg).toMatch(/<title>[^<]+<\/title>/);
    expect(svg === readFileSync(pictureFile(file), "utf8"), "picture as it is in docs/images").toBe(true);
    expect(linksOf(markdown).map((target) => join(dirname(page), target))).toContain(pictureFile(file));
  });

  it("has every page in its contents and no link that leads nowhere", () => {
    const contents = join(COURSE, "README.md");
    const linked = linksOf(readFileSync(contents, "utf8"));
    expect(EXAMPLES.length).toBeGreaterThan(14);
    for (const { name } of EXAMPLES) expect(linked).toContain(`${name}.md`);
    for (const page of [contents, ...EXAMPLES.map((example) => example.page)])
      for (const target of linksOf(readFileSync(page, "utf8")))
        expect(existsSync(join(dirname(page), target)), `${page}: ${target}`).toBe(true);
  });
});
