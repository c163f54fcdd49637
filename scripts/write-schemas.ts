import { mkdirSync, writeFileSync } from "node:fs";
import { jsonSchemas } from "../src/formats/index.js";

/** Writes the JSON Schema of every file into `schemas/`. Run by `npm run schemas` after a change of a message. */
const folder = new URL("../schemas/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, text] of jsonSchemas()) writeFileSync(new URL(name, folder), text);
