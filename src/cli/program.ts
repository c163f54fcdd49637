import { Command } from "commander";
import { VERSION } from "./bundled.js";
import type { SetExit } from "./exit.js";
import { addBench } from "./verbs/bench.js";
import { addCalc } from "./verbs/calc.js";
import { addDemo } from "./verbs/demo.js";
import { addExport } from "./verbs/export.js";
import { addRun } from "./verbs/run.js";
import { addScore } from "./verbs/score.js";
import { addSimulate } from "./verbs/simulate.js";
import { addStudy } from "./verbs/study.js";
import { addTrack } from "./verbs/track.js";
import { addValidate } from "./verbs/validate.js";
import { addVerify } from "./verbs/verify.js";
import { addWatch } from "./verbs/watch.js";

/**
 * Builds the command line: one verb a file.
 *
 * @param setExit called by verbs whose work ended but whose check did not hold
 */
export function buildProgram(setExit: SetExit): Command {
  const program = new Command("firstlight")
    .description(
      "An open early-warning system: infrared satellites and ground radars in, launch warnings with honest uncertainty out.",
    )
    .version(VERSION)
    .showHelpAfterError("(see `firstlight --help`)")
    .exitOverride()
    .configureHelp({ sortSubcommands: false })
    .addHelpText(
      "after",
      `
Begin with:
  $ npx firstlight demo
  and open firstlight-demo/report.html

Exit codes: 0 done · 1 internal error · 2 unusable input · 3 a check did not hold · 130 interrupted ·
141 nobody read on`,
    );
  addDemo(program);
  addRun(program);
  addSimulate(program);
  addWatch(program);
  addTrack(program);
  addScore(program);
  addVerify(program, setExit);
  addValidate(program, setExit);
  addCalc(program, setExit);
  addExport(program);
  addStudy(program);
  addBench(program, setExit);
  for (const verb of program.commands)
    verb.exitOverride().showHelpAfterError(`(see \`firstlight ${verb.name()} --help\`)`);
  return program;
}
