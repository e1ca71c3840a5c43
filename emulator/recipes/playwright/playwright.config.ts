import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

/** Where the browser state is kept. It holds a session of a sample account, and belongs into no repository. */
export const ADA = fileURLToPath(new URL('../../dist/playwright/ada.json', import.meta.url))

export default defineConfig({
  globalSetup: './global-setup.ts',
  testMatch: '*.recipe.ts',
  outputDir: '../../dist/playwright/results',
  use: {
    storageState: ADA,
    launchOptions: {
      ...(process.env.CHROMIUM && { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] }),
    },
  },
})
