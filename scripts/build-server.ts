// Bundles the programs of server/ into dist/, with the packages they use: a start reads a few files in the
// place of a thousand. Developers' packages are not needed to run them.
import { readFileSync, rmSync } from 'node:fs'
import { build } from 'esbuild'
import { apiRoutes } from './api-routes'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

// What packages in the form of CommonJS expect to find.
const commonJs = `import { createRequire as createRequireHere } from 'node:module'
const require = createRequireHere(import.meta.url)
const __dirname = import.meta.dirname`

// The names of the parts change with what is in them.
rmSync('dist', { recursive: true, force: true })
await build({
  entryPoints: {
    server: 'server/main.ts',
    'api-only': 'server/api-only.ts',
    migrate: 'server/migrate.ts',
    admin: 'server/admin/main.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Of two forms of a package the one of which unused parts can be left out.
  mainFields: ['module', 'main'],
  external: [
    'next',
    // Native code.
    'libsql',
    'pg-native',
    // Large, and loaded only where it is wanted.
    '@azure/identity',
    '@opentelemetry/exporter-*',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-*',
  ],
  banner: { js: commonJs },
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
