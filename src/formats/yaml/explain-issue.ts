import { z } from "zod";
import { nearestWord } from "./nearest.js";
import type { KeyPath } from "./yaml-source.js";

/** What is wrong at one place of a document, and what would be right there. */
export interface Fault {
  readonly path: KeyPath;
  readonly wrong: string;
  readonly right?: string;
}

type Issue = z.core.$ZodIssue;
type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Turns what a schema found into words that name the value and what would be right. */
export function explainIssues(error: z.ZodError, schema: z.ZodType, value: unknown): Fault[] {
  return error.issues.flatMap((issue) => explain(issue, issue.path, schema, value));
}

function explain(issue: Issue, path: KeyPath, schema: z.ZodType, value: unknown): Fault[] {
  const found = valueAt(value, path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(key, path, schema, value));
    case "invalid_type":
      return [wrongType(found, issue.expected, path)];
    case "invalid_value":
      return [wrongChoice(found, issue.values.map(String), path)];
    case "invalid_union":
      return explainUnion(issue, path, schema, value);
    case "too_small":
      return [
        limit(found, issue.minimum, issue.inclusive === false ? "more than" : "at least", issue.origin, path),
      ];
    case "too_big":
      return [
        limit(found, issue.maximum, issue.inclusive === false ? "less than" : "at most", issue.origin, path),
      ];
    default:
      return [{ path, wrong: `${show(found)} is not accepted`, right: issue.message }];
  }
}

function unknownKey(key: string, path: KeyPath, schema: z.ZodType, value: unknown): Fault {
  const known = knownKeys(schema, path, value);
  const near = nearestWord(key, known);
  const right =
    near !== null
      ? `did you mean "${near}"?`
      : known.length > 0
        ? `known keys are ${known.slice(0, 12).join(", ")}${known.length > 12 ? ", …" : ""}`
        : undefined;
  return { path: [...path, key], wrong: "unknown key", ...(right === undefined ? {} : { right }) };
}

function wrongType(found: unknown, expected: string, path: KeyPath): Fault {
  const wanted = expected === "array" || expected === "tuple" ? "a list" : article(expected);
  if (found === undefined) return { path, wrong: "is missing", right: `${wanted} is expected` };
  return { path, wrong: `is ${show(found)}`, right: `${wanted} is expected` };
}

function wrongChoice(found: unknown, choices: readonly string[], path: KeyPath): Fault {
  const near = typeof found === "string" ? nearestWord(found, choices) : null;
  const list = choices.join(", ");
  const wrong = found === undefined ? "is missing" : `${show(found)} is not known`;
  return {
    path,
    wrong,
    right: near === null ? `one of ${list}` : `did you mean "${near}"? (one of ${list})`,
  };
}

function limit(found: unknown, bound: unknown, how: string, origin: string, path: KeyPath): Fault {
  const size = origin === "array" ? " entries" : origin === "string" ? " characters" : "";
  return { path, wrong: `${show(found)} is out of range`, right: `must be ${how} ${String(bound)}${size}` };
}

function explainUnion(
  issue: Extract<Issue, { code: "invalid_union" }>,
  path: KeyPath,
  schema: z.ZodType,
  value: unknown,
): Fault[] {
  const found = valueAt(value, path);
  const options = (issue as { options?: unknown }).options;
  if (Array.isArray(options)) return [wrongChoice(found, options.map(String), path)];
  const branches = issue.errors.map((errors) =>
    errors.flatMap((e) => explain(e, [...path, ...e.path], schema, value)),
  );
  const nearest = nearestBranch(branches, path);
  if (nearest !== null) return nearest;
  const rights = branches.flatMap((b) => b.map((f) => f.right ?? "")).filter((r) => r !== "");
  return [{ path, wrong: `is ${show(found)}`, right: [...new Set(rights)].join(", or ") }];
}

/** The branch that the writer most probably meant: the one whose faults lie deepest, and of these the fewest. */
function nearestBranch(branches: readonly Fault[][], path: KeyPath): Fault[] | null {
  const inner = branches.filter((b) => b.some((f) => f.path.length > path.length));
  if (inner.length === 0) return null;
  const missing = (b: readonly Fault[]): number => b.filter((f) => f.wrong === "is missing").length;
  return [...inner].sort((a, b) => missing(a) - missing(b) || a.length - b.length)[0]!;
}

const jsonSchemas = new WeakMap<z.ZodType, JsonSchema>();

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const known = jsonSchemas.get(schema);
  if (known !== undefined) return known;
  const made: JsonSchema = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  jsonSchemas.set(schema, made);
  return made;
}

/** @returns the keys that the schema knows for the object at a path, discriminators of unions taken into account */
function knownKeys(schema: z.ZodType, path: KeyPath, value: unknown): string[] {
  const root = jsonSchemaOf(schema);
  let nodes = branchesOf(root, value, root);
  let here: unknown = value;
  for (const key of path) {
    here = valueAt(here, [key]);
    nodes = nodes.flatMap((n) => {
      const next =
        typeof key === "number"
          ? (n.prefixItems?.[key] ?? n.items)
          : (n.properties?.[String(key)] as JsonSchema);
      return typeof next === "object" && !Array.isArray(next)
        ? branchesOf(next as JsonSchema, here, root)
        : [];
    });
  }
  return [...new Set(nodes.flatMap((n) => Object.keys(n.properties ?? {})))];
}

function branchesOf(node: JsonSchema, value: unknown, root: JsonSchema): JsonSchema[] {
  const name = /^#\/\$defs\/(.*)$/.exec(node.$ref ?? "")?.[1];
  if (name !== undefined) return branchesOf(root.$defs![name] as JsonSchema, value, root);
  const choices = (node.oneOf ?? node.anyOf) as JsonSchema[] | undefined;
  if (choices === undefined) return [node];
  const fitting = choices.filter((c) =>
    Object.entries(c.properties ?? {}).every(
      ([key, property]) =>
        (property as JsonSchema).const === undefined ||
        valueAt(value, [key]) === (property as JsonSchema).const,
    ),
  );
  return (fitting.length > 0 ? fitting : choices).flatMap((c) => branchesOf(c, value, root));
}

function valueAt(value: unknown, path: KeyPath): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<PropertyKey, unknown>)[key];
  }
  return here;
}

function article(type: string): string {
  return type === "object" ? "a group of keys" : `a ${type}`;
}

function show(value: unknown): string {
  if (typeof value === "string") return `"${value.slice(0, 40)}${value.length > 40 ? "…" : ""}"`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "a group of keys";
  return value === undefined ? "nothing" : String(value);
}

/** A fault's place as a path a person would write: `objects[0].kind`. */
export function pathText(path: KeyPath): string {
  return path
    .map((k, i) => (typeof k === "number" ? `[${k}]` : `${i === 0 ? "" : "."}${String(k)}`))
    .join("");
}
