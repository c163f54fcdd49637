// The rules of the rooms of src/: who may import whom, and only through a room's index; which rooms see no disk, network or
// clock.
// Biome's noRestrictedImports holds the same table for editors; this script reads the files by itself, so that a
// slip in a glob there can't let a rule lapse unseen. Usage: node scripts/check-rooms.mjs [ROOT]
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { argv, exit, stderr, stdout } from "node:process";
import { fileURLToPath } from "node:url";

/** Room → rooms that it may import. `cli` may import all; nothing imports `cli`. */
export const ROOMS = {
  messages: ["astro"],
  astro: [],
  estimation: ["astro"],
  sensors: ["messages", "astro"],
  world: ["messages", "astro", "sensors"],
  watch: ["messages", "astro", "sensors", "estimation"],
  formats: ["messages", "astro"],
  service: ["messages", "watch", "formats"],
  study: ["messages", "astro", "sensors", "estimation", "world", "watch", "formats"],
  console: ["messages"],
  cli: [
    "messages",
    "astro",
    "estimation",
    "sensors",
    "world",
    "watch",
    "formats",
    "service",
    "study",
    "console",
  ],
};

/**
 * Room → modules of Node that it may use: truth lies in a file, so that a room which opens files could peek at it. Rooms that
 * are not named here may use any.
 */
const NODE_MODULES = {
  messages: [],
  astro: [],
  estimation: [],
  sensors: ["node:module"],
  world: ["node:module", "node:path", "node:url", "node:worker_threads"],
  watch: ["node:crypto"],
};

/** What gives another answer at another time, on another machine or in another language. */
const NOT_REPEATABLE =
  /\b(?:Math\.random|Date\.(?:now|parse|UTC)|new\s+Date|performance\.now|process\.(?:hrtime|env)|Intl\.|localeCompare|toLocale\w+)/g;

/** Every module name in a file: static and dynamic imports, re-exports, require, new URL and import types. */
const SPECIFIER =
  /(?:\bfrom|\bimport|\bimport\s*\(|\brequire\s*\(|\bnew\s+URL\s*\(|\bimport\.meta\.resolve\s*\()\s*(["'`])([^"'`\n]+)\1/g;

function* sourceFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (/\.[cm]?[jt]sx?$/.test(entry.name)) yield path;
  }
}

function lineOf(text, index) {
  return text.slice(0, index).split("\n").length;
}

/** What is wrong with one import, or null. */
function fault(source, room, file, specifier) {
  if (!specifier.startsWith(".")) return null;
  const target = relative(source, resolve(dirname(file), specifier)).split(sep);
  if (target[0] === "..") return null;
  const other = target.length > 1 ? target[0] : null;
  if (other === room) return null;
  if (other === null) return room === "" ? null : "a room may not import what lies above the rooms";
  if (!(other in ROOMS)) return `${other} is not a room`;
  if (target.length !== 2 || !/^index\.[jt]s$/.test(target[1])) {
    return `past the face of ${other}; import its index.js`;
  }
  if (room === "" || ROOMS[room].includes(other)) return null;
  const allowed = ROOMS[room].length === 0 ? "no room" : ROOMS[room].join(", ");
  return `${room} may not import ${other}; it may import ${allowed}`;
}

/** What is wrong with the use of a module that is no file of ours, or null. */
function foreignFault(room, specifier) {
  if (!specifier.startsWith("node:") || !(room in NODE_MODULES)) return null;
  const allowed = NODE_MODULES[room];
  if (allowed.includes(specifier)) return null;
  return `${room} may not use it; of Node's modules it may use ${allowed.length === 0 ? "none" : allowed.join(", ")}`;
}

/**
 * Reads all files under ROOT/src. Tests may use any module of Node, and a clock.
 *
 * @param root folder that holds `src`
 * @returns how many files were read, and one line for each fault
 */
export function checkRooms(root) {
  const source = join(root, "src");
  const faults = [];
  let files = 0;
  for (const file of sourceFiles(source)) {
    files++;
    const path = relative(source, file).split(sep);
    const room = path.length > 1 ? path[0] : "";
    const place = relative(root, file);
    if (room !== "" && !(room in ROOMS)) {
      faults.push(`${place}:1 ${room} is not a room`);
      continue;
    }
    const text = readFileSync(file, "utf8");
    const isTest = /\.test\.[cm]?[jt]s$/.test(file);
    if (room in NODE_MODULES && !isTest) {
      for (const match of text.matchAll(NOT_REPEATABLE))
        faults.push(
          `${place}:${lineOf(text, match.index)} ${match[0]}: ${room} gives the same answer always`,
        );
    }
    for (const match of text.matchAll(SPECIFIER)) {
      const wrong = fault(source, room, file, match[2]) ?? (isTest ? null : foreignFault(room, match[2]));
      if (wrong !== null) faults.push(`${place}:${lineOf(text, match.index)} "${match[2]}": ${wrong}`);
    }
  }
  return { files, faults };
}

const here = fileURLToPath(import.meta.url);
if (argv[1] !== undefined && resolve(argv[1]) === here) {
  const { files, faults } = checkRooms(resolve(argv[2] ?? join(dirname(here), "..")));
  for (const line of faults) stderr.write(`${line}\n`);
  // a check that read nothing has checked nothing
  if (files === 0) stderr.write("no source file was found\n");
  if (faults.length > 0 || files === 0) exit(1);
  stdout.write(`rooms: ${files} files, all rules hold\n`);
}
