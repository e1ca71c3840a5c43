import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createPipelineRequest } from '@azure/core-rest-pipeline'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createHttpClient } from './http-client'

let server: Server
let url = ''
const connections = vi.fn()
const respond = vi.fn<RequestListener>()

beforeEach(async () => {
  server = createServer(respond).on('connection', connections).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/identities`
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetAllMocks()
  server.closeAllConnections()
  server.close()
})

const request = (options = {}) => createPipelineRequest({ url, ...options })

it('sends what the SDK says, and returns what came back', async () => {
  const received: unknown[] = []
  respond.mockImplementation((message, response) => {
    void text(message).then((body) => {
      received.push(message.method, message.headers['x-ms-date'], message.headers.host, body)
      response.writeHead(201, { 'ms-cv': 'one', 'set-cookie': ['a', 'b'] }).end('{"é":1}')
    })
  })
  const sent = request({ method: 'POST', body: '{"createTokenWithScopes":[]}' })
  sent.headers.set('x-ms-date', 'today')
  sent.headers.set('host', 'signed.example')
  const response = await createHttpClient().sendRequest(sent)
  expect(received).toEqual(['POST', 'today', 'signed.example', '{"createTokenWithScopes":[]}'])
  expect([response.status, response.bodyAsText, response.request]).toEqual([201, '{"é":1}', sent])
  expect(response.headers.toJSON()).toMatchObject({ 'ms-cv': 'one', 'set-cookie': 'a' })
})

it('keeps its connections, and asks for nothing compressed', async () => {
  respond.mockImplementation(
    ({ headers }, response) => void response.end(headers['accept-encoding']),
  )
  const client = createHttpClient()
  for (let time = 0; time < 10; time++) {
    const sent = request()
    sent.headers.set('accept-encoding', 'gzip,deflate')
    expect((await client.sendRequest(sent)).bodyAsText).toBe('')
  }
  expect(connections.mock.calls.length).toBeLessThanOrEqual(2)
})

it.each([
  [
    'a connection that is lost',
    'ECONNRESET',
    () => respond.mockImplementation(({ socket }) => socket.destroy()),
  ],
  ['a service that is not there', 'ECONNREFUSED', () => server.close()],
])('%s is %s, and is not tried again', async (_, code, arrange) => {
  arrange()
  await expect(createHttpClient().sendRequest(request())).rejects.toMatchObject({
    name: 'RestError',
    code,
  })
  expect(respond.mock.calls.length).toBeLessThanOrEqual(1)
})

it('ends with its signal, and throws that signal’s reason', async () => {
  const controller = new AbortController()
  const sending = createHttpClient().sendRequest(request({ abortSignal: controller.signal }))
  await vi.waitFor(() => expect(respond).toHaveBeenCalled())
  const reason = new Error('The client has gone away.')
  controller.abort(reason)
  await expect(sending).rejects.toBe(reason)
})

it('goes by the proxy that the environment names', async () => {
  const asked = vi.fn()
  const proxy = createServer()
    .on('connect', ({ url: target }, socket) => {
      asked(target)
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    })
    .listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  vi.stubEnv('http_proxy', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
  await expect(createHttpClient().sendRequest(request())).rejects.toMatchObject({
    name: 'RestError',
  })
  expect(asked).toHaveBeenCalledExactlyOnceWith(new URL(url).host)
  expect(respond).not.toHaveBeenCalled()
  proxy.close()
})
