import { readdirSync } from 'node:fs'
import type { Plugin } from 'esbuild'

const MODULE = 'virtual:routes'

/** Puts the API's handlers, found below app/, in the place of the module `virtual:routes`. */
export function apiRoutes(): Plugin {
  return {
    name: 'api-routes',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${MODULE}$`) }, () => ({
        path: MODULE,
        namespace: MODULE,
      }))
      build.onLoad({ filter: /^/, namespace: MODULE }, () => ({
        contents: routesModule(routeFiles()),
        resolveDir: process.cwd(),
        loader: 'ts',
      }))
    },
  }
}

/** The files of the API's handlers; next-auth's own stay with Next.js, in which it runs. */
export function routeFiles(): string[] {
  const below = readdirSync('app/api', { recursive: true, encoding: 'utf8' })
    .map((file) => `app/api/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('/route.ts') && !file.startsWith('app/api/auth/'))
  return ['app/openapi.json/route.ts', ...below.sort()]
}

/** The module's source. Throws for a path with parameters, which the server can't dispatch by. */
export function routesModule(files: string[]): string {
  const imports = files.map((file, index) => `import * as route${index} from './${file}'`)
  const entries = files.map((file, index) => `  '${pathOf(file)}': route${index},`)
  return [...imports, 'export const routes = {', ...entries, '}', ''].join('\n')
}

function pathOf(file: string): string {
  const path = file
    .replace(/^app/, '')
    .replace(/\/route\.ts$/, '')
    .replace(/\/\[\[\.\.\.\w+\]\]$/, '/*')
  if (path.includes('['))
    throw new Error(`The server can’t serve ${file}: its path has parameters.`)
  return path
}
