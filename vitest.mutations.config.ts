import { defineConfig } from 'vitest/config'
import { limits, resolve, slow } from './vitest.shared.js'

// The tests that stryker.config.js runs against each planted fault: those of the folders it plants
// them in, and of the routes above.
export default defineConfig({
  resolve,
  test: {
    ...limits,
    include: ['lib/{auth,http,identity,limits,teams}/**/*.test.ts', 'app/**/*.test.ts'],
    globalSetup: 'tests/support/programs/emulator-setup.ts',
    // Each fault on their way would wait for their deadline.
    tags: [{ ...slow, skip: true }],
  },
})
