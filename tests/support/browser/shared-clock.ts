import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'

/** One clock for the emulator, the app and a page: it runs as the real one, and a test moves it on. */
export interface SharedClock {
  /** What a program that shares the clock is started with. */
  environment: Record<string, string>
  now: () => number
  /** Lets a page that is opened afterwards share the clock. */
  install: (page: Page) => Promise<void>
  /** Moves everybody's clock on; what the page had planned until then happens at once. */
  advance: (page: Page, milliseconds: number) => Promise<void>
  remove: () => Promise<void>
}

export async function createSharedClock(): Promise<SharedClock> {
  const folder = await mkdtemp(path.join(tmpdir(), 'acs-clock-'))
  const file = path.join(folder, 'ahead')
  let ahead = 0
  writeFileSync(file, String(ahead))
  const now = () => Date.now() + ahead
  return {
    environment: {
      CLOCK_FILE: file,
      NODE_OPTIONS: `--import=${pathToFileURL('tests/support/browser/moved-clock.js').href}`,
    },
    now,
    install: (page) => page.clock.install({ time: now() }),
    async advance(page, milliseconds) {
      // A clock has whole milliseconds.
      ahead += Math.round(milliseconds)
      writeFileSync(file, String(ahead))
      await page.clock.fastForward(milliseconds)
    },
    remove: () => rm(folder, { recursive: true }),
  }
}
