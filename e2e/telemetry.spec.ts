import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { startApp } from './fixtures/app'
import { expect, test, TOKEN } from './fixtures/test'

test('traces and metrics reach a collector, without tokens and names', async ({
  app,
  emulator,
}) => {
  const received: { path: string; body: string }[] = []
  const collector = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ path: request.url ?? '', body })
      response.setHeader('content-type', 'application/json')
      response.end('{}')
    })
  }).listen(0, 'localhost')
  await once(collector, 'listening')
  const { port } = collector.address() as AddressInfo
  const instance = await startApp({
    emulator,
    databaseUrl: app.databaseUrl,
    settings: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://localhost:${port}` },
  })
  const authorization = `Bearer ${await emulator.apiToken('ada')}`
  const token = await fetch(`${instance.url}/api/token`, {
    method: 'POST',
    headers: { authorization },
  })
  expect(token.status).toBe(201)
  // What is waiting is sent when the instance is told to stop.
  await instance.stop()
  collector.close()

  const everything = received.map(({ body }) => body).join('\n')
  const of = (path: string) => received.find((one) => one.path === path)?.body ?? ''
  expect(of('/v1/traces')).toContain('ACS createIdentity')
  expect(of('/v1/traces')).toContain('acs-authentication-server')
  expect(of('/v1/metrics')).toContain('http.server.request.duration')
  expect(of('/v1/metrics')).toContain('upstream.request.duration')
  expect(everything).not.toMatch(TOKEN)
  expect(everything).not.toContain(emulator.user('ada').objectId)
})
