import { defineConfig, devices } from '@playwright/test'
import { findBrowser } from './scripts/browser'
import { commonFlags, thisMachineOnly } from './tests/support/browser/chromium-flags'

const browser = findBrowser()

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  // One local cloud serves all journeys; each journey has a person of its own.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  globalSetup: './tests/support/programs/build-setup.ts',
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    // Traces hold tokens: none are kept.
    trace: 'off',
    launchOptions: {
      ...(browser && { executablePath: browser }),
      args: [...commonFlags, thisMachineOnly()],
    },
  },
})
