import { defineConfig } from "vitest/config";

/** Files that put something in a module's place: nobody else may have loaded that before. */
const REPLACING = ["test/validate.test.ts"];

export default defineConfig({
  test: {
    setupFiles: ["test/support/properties.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Vitest would leave one core idle.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "shared",
          include: ["src/**/*.test.ts", "test/**/*.test.ts"],
          exclude: ["test/long/**", "node_modules/**", ...REPLACING],
          // Files share a process and what it has loaded; `npm run test:long` gives each file its own.
          isolate: false,
        },
      },
      { extends: true, test: { name: "alone", include: REPLACING } },
    ],
  },
});
