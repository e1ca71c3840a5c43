import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['{lib,emulator,components,scripts}/**/*.test.{ts,tsx}'] },
})
