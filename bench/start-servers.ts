import { buildSync } from 'esbuild'
import { nodeFlags } from '../scripts/ensure-build.js'
import { productSettings } from './product-settings'
import { serve, type Served } from './serve'
import { EXTENSION, type Surroundings } from './surroundings'

/** One route more than the product has, to measure the others against. */
export const BUILD = { BENCHMARK_BUILD: '1' }

interface ProductOptions {
  databaseUrl: string
  settings?: Record<string, string>
  /** The open file that the log goes to; without one it is written, and nobody's. */
  log?: number
}

type StartProduct = (around: Surroundings, options: ProductOptions) => Promise<Served>

/** This product by `npm start`, by `npm run start:api`, and by `next start`; Ada gets her identity. */
export const startProduct = product(program('dist/server.js'))
export const startApi = product(program('dist/api-only.js'))
export const startNext = product((port) => [
  'node_modules/next/dist/bin/next',
  'start',
  '--port',
  String(port),
])

/** A server of `node:http` that does nothing. */
export function startBare(): Promise<Served> {
  return serve({ args: () => [asJavaScript('bare')], path: '/' })
}

/** The Express server that keeps neither a mapping nor a token. */
export function startExpress({ emulator, authorization }: Surroundings): Promise<Served> {
  const { tenantId, serverApp, clientApp, acs } = emulator.config
  const settings = {
    AUTHORITY: `${emulator.url}/${tenantId}`,
    GRAPH: emulator.url,
    EXTENSION,
    CLIENT_ID: serverApp.clientId,
    CLIENT_SECRET: serverApp.clientSecret,
    SPA_CLIENT_ID: clientApp.clientId,
    ACS_CONNECTION_STRING: acs[0]!.connectionString,
  }
  const args = () => [asJavaScript('express')]
  return serve({ args, env: () => settings, path: '/api/token', headers: { authorization } })
}

function product(args: (port: number) => string[]): StartProduct {
  return ({ emulator, authorization }, { databaseUrl, settings, log }) => {
    // The limits are counted, but never reached.
    const limits = { RATE_LIMIT_TOKEN: '1000000', RATE_LIMIT_EXCHANGE: '1000000' }
    const env = productSettings(emulator, databaseUrl, { ...BUILD, ...limits, ...settings })
    return serve({ args, env, path: '/api/token?create=true', headers: { authorization }, log })
  }
}

function program(file: string) {
  return () => [...nodeFlags, file]
}

/** Nobody compiles a server while it starts. Returns a file from which it finds its packages. */
function asJavaScript(name: string): string {
  const outfile = `node_modules/.cache/bench/${name}.mjs`
  buildSync({ entryPoints: [`bench/servers/${name}.ts`], outfile })
  return outfile
}
