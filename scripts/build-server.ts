// Bundles the programs of server/ into dist/, as plain JavaScript that runs without developers' packages.
import { readFileSync, rmSync } from 'node:fs'
import { build } from 'esbuild'
import { apiRoutes } from './api-routes'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

// The names of the parts change with what is in them.
rmSync('dist', { recursive: true, force: true })
await build({
  entryPoints: {
    server: 'server/main.ts',
    'api-only': 'server/api-only.ts',
    migrate: 'server/migrate.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  // The package that keeps server code out of the browser has an empty side for servers.
  conditions: ['react-server'],
  alias: { 'server-only': './node_modules/server-only/empty.js' },
  define: {
    // The rules of a production start, whatever the environment says.
    'process.env.NODE_ENV': '"production"',
    'process.env.npm_package_version': JSON.stringify(version),
  },
  plugins: [apiRoutes()],
  inject: ['server/api/fast-response.ts'],
  sourcemap: 'linked',
  logLevel: 'warning',
})
