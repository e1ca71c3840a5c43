// Starts one emulator for all test files, on a free port.
import { startEmulator } from 'acs-emulator'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    emulatorUrl: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const emulator = await startEmulator({ port: 0 })
  project.provide('emulatorUrl', emulator.url)
  return () => emulator.close()
}
