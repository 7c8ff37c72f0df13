import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/ui/**/*.test.ts"],
    environment: "happy-dom",
    environmentOptions: { happyDOM: { url: "https://digibarometern.example/w/1/" } },
    restoreMocks: true,
    // one worker for all: quicker than one each, and a busy machine starts it in time
    maxWorkers: 1,
    isolate: false,
  },
});
