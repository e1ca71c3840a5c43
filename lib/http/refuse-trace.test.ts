import { channel } from 'node:diagnostics_channel'
import { expect, it } from 'vitest'
import { refuseTrace } from './refuse-trace'

it.each([
  ['TRACE', 'UNSUPPORTED'],
  ['GET', 'GET'],
  ['OPTIONS', 'OPTIONS'],
])('a request of %s is handled as %s', (method, handled) => {
  refuseTrace()
  const request = { method }
  channel('http.server.request.start').publish({ request })
  expect(request.method).toBe(handled)
})
