import { defineConfig } from '@playwright/test'
import config from './playwright.config'

/** `npm run test:calls`: takes its time, and prints a figure. */
export default defineConfig(config, { testMatch: '**/*.journey.ts', reporter: 'line' })
