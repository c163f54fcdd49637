import { RecordError } from "../record-error.js";
import { type Catalogue, nameless } from "./catalogue-object.js";
import { ELEMENT_LINE_LENGTH, elementsFromTle } from "./element-set.js";

/** Longest name that stands before an element set; what is longer can't be one. */
const NAME_LENGTH = 40;

interface Name {
  readonly text: string;
  readonly line: number;
}

/**
 * Reads a file of two-line element sets, each with or without a line of name before it.
 *
 * Lines that begin with `#` are comments; columns after the 69th are passed over.
 * @returns the objects, and what was not used with the number of its line
 */
export function readTle(text: string): Catalogue {
  const catalogue: Catalogue = { objects: [], rejected: [] };
  const lines = text.split("\n");
  let name: Name | undefined;
  const dropName = (): void => {
    if (name !== undefined) catalogue.rejected.push(strayLine(name));
    name = undefined;
  };
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i]!.trimEnd();
    if (line === "" || line.startsWith("#")) continue;
    if (isElementLine(line, "1")) {
      const next = lines[i + 1]?.trimEnd() ?? "";
      if (next.startsWith("2 ")) {
        takeSet(catalogue, i + 1, line, next, name?.text);
        i += 1;
      } else catalogue.rejected.push({ line: i + 1, reason: "element line 1 without its line 2" });
      name = undefined;
    } else if (isElementLine(line, "2")) {
      dropName();
      catalogue.rejected.push({ line: i + 1, reason: "element line 2 without its line 1" });
    } else {
      dropName();
      name = { text: line.replace(/^0 /, "").trim(), line: i + 1 };
    }
  }
  dropName();
  return catalogue;
}

function isElementLine(line: string, number: "1" | "2"): boolean {
  return line.startsWith(`${number} `) && line.length > 24 && /^[\w ]{5}$/.test(line.slice(2, 7));
}

function strayLine({ line, text }: Name): { line: number; reason: string } {
  const shown = text.length > NAME_LENGTH ? `${text.slice(0, NAME_LENGTH)}…` : text;
  return { line, reason: `"${shown}" is neither an element line nor the name before one` };
}

function takeSet(catalogue: Catalogue, line: number, first: string, second: string, name?: string): void {
  const line1 = first.slice(0, ELEMENT_LINE_LENGTH);
  const line2 = second.slice(0, ELEMENT_LINE_LENGTH);
  try {
    const elements = elementsFromTle(line1, line2, name === "" ? undefined : name);
    catalogue.objects.push({
      name: elements.name ?? nameless(elements.catalogueNumber),
      elements,
      line1,
      line2,
    });
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    catalogue.rejected.push({ line: line + (error.line ?? 1) - 1, reason: error.reason });
  }
}
