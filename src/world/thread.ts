import { createRequire } from "node:module";
import { extname } from "node:path";
import { pathToFileURL } from "node:url";
import { type ResourceLimits, Worker } from "node:worker_threads";

/**
 * Starts a thread of a module that lies beside another: of `name.js` as built, of `name.ts` where the sources themselves
 * are run (tests, scripts).
 *
 * @param beside `import.meta.url` of the module that starts it
 * @param name file name without extension
 * @param workerData what the thread is told, by structured clone
 * @param limits of its memory; the engine also tidies up the earlier, the nearer they are
 */
export function startThread(
  beside: string,
  name: string,
  workerData: unknown,
  limits?: ResourceLimits,
): Worker {
  const entry = new URL(`./${name}${extname(beside)}`, beside);
  return new Worker(entry.pathname.endsWith(".ts") ? throughLoader(entry) : entry, {
    workerData,
    ...(limits === undefined ? {} : { resourceLimits: limits }),
  });
}

/** A bare thread knows no TypeScript: a line of JavaScript brings in the tests' own loader first. */
function throughLoader(entry: URL): URL {
  const loader = createRequire(import.meta.url)
    .resolve("tsx/esm/api")
    .replace(/cjs$/, "mjs");
  const code = `import { register } from ${JSON.stringify(pathToFileURL(loader).href)};
register();
await import(${JSON.stringify(entry.href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
