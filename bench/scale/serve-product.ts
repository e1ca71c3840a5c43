import { nodeFlags } from '../../scripts/ensure-build.js'
import type { Emulator } from '../../tests/support/programs/emulator'
import { productSettings } from '../product-settings'
import { serve, type Served } from '../serve'

/** Starts this product as `npm start` does, on a database. */
export function serveProduct(
  emulator: Emulator,
  databaseUrl: string,
  settings?: Record<string, string>,
): Promise<Served> {
  return serve({
    args: () => [...nodeFlags, 'dist/server.js'],
    env: productSettings(emulator, databaseUrl, settings),
    path: '/api/health/ready',
  })
}
