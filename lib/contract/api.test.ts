import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { paths } from './openapi-paths'

/** What each handler of the API has, told by its own exports: the methods of each path. */
const routes = readdirSync('app/api', { recursive: true, encoding: 'utf8' })
  .map((file) => `app/api/${file.replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('/route.ts'))
  // Whatever else is asked for, and next-auth's own paths, of which only the pages know.
  .filter((file) => !file.includes('['))
  .map((file) => ({
    path: file.replace(/^app/, '').replace('/route.ts', ''),
    source: readFileSync(file, 'utf8'),
  }))

const handled = Object.fromEntries(
  routes.map(({ path, source }) => [
    path,
    [...source.matchAll(/^export const (\w+) = route\(/gm)].map(([, method]) => method).sort(),
  ]),
)

it('there are handlers', () => {
  expect(handled['/api/token']).toEqual(['DELETE', 'GET', 'POST'])
})

it('each path refuses the methods that it has no handler for', () => {
  const allowed = routes.map(({ path, source }) => {
    const [, methods = ''] = /rejectOtherMethods\(([^)]*)\)/.exec(source) ?? []
    return [path, [...methods.matchAll(/'(\w+)'/g)].map(([, method]) => method).sort()]
  })
  expect(Object.fromEntries(allowed)).toEqual(handled)
})

it('OpenAPI describes what the handlers have', () => {
  const described = Object.entries(paths).map(([path, operations]) => [
    path,
    Object.keys(operations)
      .map((method) => method.toUpperCase())
      .sort(),
  ])
  expect(Object.fromEntries(described)).toEqual(handled)
})

it('the table in the README lists what the handlers have', () => {
  const listed: Record<string, string[]> = {}
  for (const [, method = '', path = ''] of readFileSync('README.md', 'utf8').matchAll(
    /^\| `(GET|POST|PUT|PATCH|DELETE) (\/api\/[\w/]+)`/gm,
  )) {
    listed[path] = [...(listed[path] ?? []), method].sort()
  }
  expect(listed).toEqual(handled)
})
