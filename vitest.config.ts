import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    setupFiles: ["test/support/properties.ts"],
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["test/long/**", "node_modules/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Files share a process and what it has loaded; `npm run test:long` gives each file its own.
    isolate: false,
    // Vitest would leave one core idle.
    maxWorkers: "100%",
  },
});
