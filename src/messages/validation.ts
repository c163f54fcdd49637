import { z } from "zod";

const figure = z.number().nullable().describe("null where it is no number: `reason` says why");

/** A figure beside the one that is judged. */
export const ValidationSideFigure = z.object({ name: z.string().min(1), value: figure, unit: z.string() });

/** One object of validation.json: how one recording compares with what is independently known. */
export const ValidationRecord = z.object({
  recording: z
    .string()
    .min(1)
    .describe("path relative to the folder, with forward slashes, beginning with its sub-folder"),
  by: z
    .string()
    .min(1)
    .describe("the kind of comparison, as `--only` takes it; `folder` where a file is only named"),
  comparison: z.string().min(1).describe("what is compared; with `recording` it names the line"),
  truth: z.string().describe("what it is compared with, and who made that"),
  independence: z.string().describe("how independent the truth is of what is judged, and how good"),
  figure,
  unit: z.string().describe("1 for a count or a ratio"),
  sense: z
    .enum(["at most", "at least", "between"])
    .optional()
    .describe(
      "what `mark` asks of the figure; `sense`, `mark` and `pass` are absent where nothing is claimed",
    ),
  mark: z.number().optional(),
  markFrom: z
    .number()
    .optional()
    .describe("the lower end, only where `sense` is `between`; `mark` is the upper one"),
  pass: z.boolean().optional().describe("whether the figure reaches its mark"),
  reason: z.string().optional().describe("why the mark isn't reached, or nothing could be judged"),
  beside: z.array(ValidationSideFigure).optional(),
  with: z.array(z.string()).optional().describe("other recordings that had a part in it, by path"),
});
export type ValidationRecord = z.infer<typeof ValidationRecord>;

/** validation.json: all lines, ordered by recording. */
export const ValidationReport = z.array(ValidationRecord);
export type ValidationReport = z.infer<typeof ValidationReport>;
