import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { routeFiles, routesModule } from './api-routes'

it('finds the handlers, but for those of next-auth', () => {
  const files = routeFiles()
  expect(files).toContain('app/api/token/teams/route.ts')
  expect(files).toContain('app/openapi.json/route.ts')
  expect(files.filter((file) => file.includes('auth') || !existsSync(file))).toEqual([])
})

it('makes a module of them, by their paths', () => {
  const source = routesModule(['app/api/user/route.ts', 'app/api/[[...path]]/route.ts'])
  expect(source).toBe(
    [
      "import * as route0 from './app/api/user/route.ts'",
      "import * as route1 from './app/api/[[...path]]/route.ts'",
      'export const routes = {',
      "  '/api/user': route0,",
      "  '/api/*': route1,",
      '}',
      '',
    ].join('\n'),
  )
})

it('refuses a path with parameters, and says which', () => {
  expect(() => routesModule(['app/api/rooms/[id]/route.ts'])).toThrow(
    'can’t serve app/api/rooms/[id]/route.ts',
  )
})
