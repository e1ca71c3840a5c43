import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { startTestEmulator, type TestEmulator } from './emulator'

/**
 * Starts an emulator that speaks https, for SDKs that send Bearer tokens over nothing else. A process can't
 * begin to trust its authority later, so trust is switched off in the calling file.
 */
export async function startHttpsEmulator(): Promise<TestEmulator> {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
  const folder = await mkdtemp(join(tmpdir(), 'emulator-'))
  const stateFile = join(folder, 'state.json')
  return startTestEmulator({ https: true, stateFile, now: Date.now })
}
