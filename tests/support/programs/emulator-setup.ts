import type { TestProject } from 'vitest/node'
import { startEmulator } from '../../../emulator/server'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of an emulator that all test files share, one after the other. */
    emulator?: string
  }
}

/** One emulator for all test files: starting it takes longer than most of them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, close } = await startEmulator({ port: 0 })
  // It loads the rest of itself for its first answer: a short run would end in the middle of that.
  await fetch(`${url}/_emulator/config`)
  project.provide('emulator', url)
  return close
}
