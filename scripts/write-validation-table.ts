/**
 * Brings docs/validation up to date: the tables of its page, and what the release gate expects (expected.json).
 *
 *   npx firstlight validate ../shared/data --out validation
 *   npx tsx scripts/write-validation-table.ts validation/validation.json
 *
 * A line that falls short is taken up only where it says why.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { type ValidationRecord, ValidationReport } from "../src/messages/index.js";
import { COMPARISONS, FOLDER_LINE, figureText, markText } from "../src/study/index.js";

const [file = "firstlight-validation/validation.json"] = process.argv.slice(2);
const DOCS = new URL("../docs/validation/", import.meta.url);

const lines = ValidationReport.parse(JSON.parse(readFileSync(file, "utf8"))).filter(
  ({ by }) => by !== FOLDER_LINE,
);
const marked = lines.filter(({ pass }) => pass !== undefined);
const unexplained = marked.find(({ pass, reason }) => !pass && reason === undefined);
if (unexplained !== undefined)
  throw new Error(`${nameOf(unexplained)} falls short and doesn't say why: let the comparison give a reason`);

const expected: Record<string, Record<string, string>> = {};
for (const line of marked) {
  expected[line.recording] ??= {};
  const outcomes = expected[line.recording]!;
  if (outcomes[line.comparison] !== undefined) throw new Error(`two lines are called ${nameOf(line)}`);
  outcomes[line.comparison] = line.pass ? "holds" : `short: ${line.reason}`;
}
writeFileSync(new URL("expected.json", DOCS), `${JSON.stringify(expected, null, 2)}\n`);

const page = new URL("README.md", DOCS);
writeFileSync(page, withBlock(withBlock(readFileSync(page, "utf8"), "kinds", kinds()), "table", tables()));

/** Puts text between `<!-- name -->` and `<!-- end of name -->`. */
function withBlock(markdown: string, name: string, text: string): string {
  const block = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*(<!-- end of ${name} -->)`);
  if (!block.test(markdown)) throw new Error(`docs/validation/README.md has no place for ${name}`);
  return markdown.replace(block, (_, begin, end) => `${begin}${text}${end}`);
}

function nameOf({ recording, comparison }: ValidationRecord): string {
  return `${recording}: ${comparison}`;
}

/** Every page with the comparisons that it is about: those that its own command runs (`--only a,b`). */
function kinds(): string {
  const pages = readdirSync(DOCS).filter((name) => name.endsWith(".md") && name !== "README.md");
  const rows = pages.sort().map((name): [string, string] => {
    const text = readFileSync(new URL(name, DOCS), "utf8");
    const title = /^# (.+)$/m.exec(text)?.[1] ?? name;
    return [`[${title}](${name})`, `\`${/--only ([\w,-]+)/.exec(text)?.[1] ?? ""}\``];
  });
  const missing = COMPARISONS.find(
    ({ name }) => !rows.some(([, names]) => names.match(/[\w-]+/g)?.includes(name)),
  );
  if (missing !== undefined)
    process.stderr.write(`no page of docs/validation shows --only ${missing.name}\n`);
  return table(["page", "`--only`"], rows);
}

function tables(): string {
  const held = marked.filter(({ pass }) => pass).length;
  const short = marked.filter(({ pass }) => !pass);
  const open = lines.filter(({ pass }) => pass === undefined);
  return [
    `\n**${held} of ${marked.length} marks hold**; ${open.length} lines claim nothing.\n`,
    table(
      ["recording", "comparison", "figure", "mark", ""],
      marked.map((line) => [
        `\`${line.recording}\``,
        line.comparison,
        figureText(line),
        markText(line),
        line.pass ? "holds" : "**short**",
      ]),
    ),
    ...section("Not reached", short),
    ...section("Without a mark", open),
  ].join("\n");
}

function section(title: string, of: readonly ValidationRecord[]): string[] {
  if (of.length === 0) return [];
  const rows = of.map((line) => [
    `\`${line.recording}\``,
    line.comparison,
    figureText(line),
    line.reason ?? "",
  ]);
  return [`## ${title}\n`, table(["recording", "comparison", "figure", "why"], rows)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return `${row(head)}|${"---|".repeat(head.length)}\n${rows.map(row).join("")}`;
}
