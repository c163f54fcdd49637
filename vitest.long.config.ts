import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    setupFiles: ["test/support/properties.ts"],
    include: ["test/long/**/*.test.ts"],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    maxWorkers: "100%",
  },
});
