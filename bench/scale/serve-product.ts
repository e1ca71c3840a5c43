import { nodeFlags } from '../../scripts/ensure-build.js'
import { localSettings } from '../../scripts/local-settings.js'
import type { Emulator } from '../../tests/support/programs/emulator'
import { serve, type Served } from '../serve'

export const SECRET = 'only for benchmarks, which is what this is for'

/** Starts this product as `npm start` does, on a database. */
export function serveProduct(
  emulator: Emulator,
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<Served> {
  return serve({
    args: () => [...nodeFlags, 'dist/server.js'],
    env: (appUrl) => ({
      ...localSettings({
        appUrl,
        emulatorUrl: emulator.url,
        databaseUrl,
        secret: SECRET,
        emulator: emulator.config,
      }),
      LOG_LEVEL: 'info',
      ...settings,
    }),
    path: '/api/health/ready',
  })
}
