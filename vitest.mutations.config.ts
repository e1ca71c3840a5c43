import { defineConfig } from 'vitest/config'
import { limits, resolve, slow } from './vitest.shared.js'

const folders = process.env.MUTATION_TESTS?.split(' ') ?? []

// The tests that stryker.config.js runs against each planted fault; see scripts/mutations/main.js.
export default defineConfig({
  resolve,
  test: {
    ...limits,
    include: folders.map((folder) => `${folder}/**/*.test.ts`),
    globalSetup: 'tests/support/programs/emulator-setup.ts',
    // Each fault on their way would wait for their deadline.
    tags: [{ ...slow, skip: true }],
  },
})
