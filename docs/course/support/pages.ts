import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the course. */
export const COURSE = fileURLToPath(new URL("../", import.meta.url));

/** Every example in order, with its page. */
export function courseExamples() {
  return readdirSync(COURSE)
    .filter((name) => /^\d\d-.+\.ts$/.test(name))
    .sort()
    .map((entry) => {
      const name = entry.slice(0, -".ts".length);
      return { name, file: join(COURSE, entry), page: join(COURSE, `${name}.md`) };
    });
}

/** The part of an example that its page shows. @param source text of its file */
export function shownCode(source: string): string {
  const match = /\/\/ #region shown\n([\s\S]*?)\n\/\/ #endregion/.exec(source);
  if (match === null) throw new Error("an example has no region that is shown");
  return match[1]!;
}

const block = (kind: string) => new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\\n\`\`\``);

/** What a page holds between its fences of a kind, `ts` or `text`. @param markdown text of the page */
export function blockOf(markdown: string, kind: string): string | null {
  return block(kind).exec(markdown)?.[1] ?? null;
}

/** A page with other words between its fences of a kind. */
export function withBlock(markdown: string, kind: string, words: string): string {
  return markdown.replace(block(kind), () => `\`\`\`${kind}\n${words}\n\`\`\``);
}
