import { availableParallelism, cpus } from "node:os";
import type { Command } from "commander";
import { InputError } from "../../messages/index.js";
import {
  BENCHMARKS,
  type BenchContext,
  type BenchFigure,
  type Benchmark,
  holdsMark,
} from "../../study/index.js";
import { bundledFile, VERSION } from "../bundled.js";
import { type CommandContext, withContext } from "../context.js";
import { EXIT, type SetExit } from "../exit.js";
import { withJson, withWorkers } from "../options.js";

interface BenchOptions {
  readonly json: boolean;
  readonly list: boolean;
  readonly workers: number;
}

/** What one benchmark gave. */
interface BenchOutcome {
  readonly name: string;
  readonly seconds: number;
  readonly figures: readonly (BenchFigure & { readonly holds: boolean })[];
}

/** Adds the verb `bench`. */
export function addBench(program: Command, setExit: SetExit): void {
  const command = program
    .command("bench")
    .description("measure how fast, how large and how exact Firstlight is on this machine")
    .argument("[name...]", "benchmarks to run (default: all)")
    .option("--list", "say which there are, and run none", false);
  withJson(withWorkers(command))
    .addHelpText(
      "after",
      `
Where a figure does not reach its mark, the exit code is 3.

Examples:
  $ npx firstlight bench --list
  $ npx firstlight bench world --workers 2`,
    )
    .action(async (names: string[], options: BenchOptions) => {
      const chosen = chosenFrom(names);
      if (options.list) {
        printList(chosen, options.json);
        return;
      }
      const outcomes = await withContext((context) => runAll(chosen, options, context));
      print(outcomes, options);
      if (outcomes.some(({ figures }) => figures.some(({ holds }) => !holds))) setExit(EXIT.checkFailed);
    });
}

function chosenFrom(names: readonly string[]): readonly Benchmark[] {
  for (const name of names)
    if (!BENCHMARKS.some((benchmark) => benchmark.name === name))
      throw new InputError(
        name,
        "is no benchmark",
        `one of ${BENCHMARKS.map((benchmark) => benchmark.name).join(", ")}`,
      );
  return names.length === 0 ? BENCHMARKS : BENCHMARKS.filter(({ name }) => names.includes(name));
}

async function runAll(
  benchmarks: readonly Benchmark[],
  { workers }: BenchOptions,
  context: CommandContext,
): Promise<BenchOutcome[]> {
  const outcomes: BenchOutcome[] = [];
  for (const { name, run } of benchmarks) {
    const bench: BenchContext = {
      bundledFile,
      workers,
      async progress(what, done) {
        context.progress.show(`${name}: ${what}`, done);
        await context.interruption.breathe();
      },
    };
    await bench.progress("begins");
    const begun = performance.now();
    const figures = await run(bench);
    outcomes.push({
      name,
      seconds: Number(((performance.now() - begun) / 1000).toFixed(2)),
      figures: figures.map((figure) => ({ ...figure, holds: holdsMark(figure) })),
    });
  }
  return outcomes;
}

function printList(benchmarks: readonly Benchmark[], json: boolean): void {
  const list = benchmarks.map(({ name, about }) => ({ name, about }));
  const width = Math.max(...list.map(({ name }) => name.length));
  process.stdout.write(
    json
      ? `${JSON.stringify({ benchmarks: list })}\n`
      : list.map(({ name, about }) => `${name.padEnd(width)} ${about}\n`).join(""),
  );
}

function print(outcomes: readonly BenchOutcome[], { json, workers }: BenchOptions): void {
  const machine = {
    version: VERSION,
    node: process.version,
    processor: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    workers,
  };
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...machine, benchmarks: outcomes })}\n`
      : `${machine.processor}, ${machine.cores} cores, Node ${machine.node}, ${workers} workers\n${outcomes.map(table).join("")}`,
  );
}

function table({ name, seconds, figures }: BenchOutcome): string {
  const width = Math.max(...figures.map((figure) => figure.name.length), 0);
  const rows = figures.map((figure) => {
    const value = `${readable(figure.value)} ${figure.unit}`.padEnd(16);
    return `  ${figure.name.padEnd(width)}  ${value} ${mark(figure).padEnd(24)} ${figure.note ?? ""}`.trimEnd();
  });
  return `${[`${name} (${seconds.toFixed(1)} s)`, ...rows].join("\n")}\n`;
}

function mark(figure: BenchFigure & { readonly holds: boolean }): string {
  const { atLeast, atMost, unit, holds } = figure;
  if (atLeast === undefined && atMost === undefined) return "";
  const bounds = [
    atLeast === undefined ? "" : `≥ ${readable(atLeast)} ${unit}`,
    atMost === undefined ? "" : `≤ ${readable(atMost)} ${unit}`,
  ];
  return `${holds ? "holds" : "FAILS"} ${bounds.filter((bound) => bound !== "").join(", ")}`;
}

/** Four significant digits, whole thousands in full. */
function readable(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(4)));
}
