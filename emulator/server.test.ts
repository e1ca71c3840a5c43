import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { startEmulator } from './server'
import { bodyOf, startTestEmulator } from './testing/emulator'

const emulator = await startTestEmulator()

interface ErrorBody {
  error: { code: string; message: string }
}

test('it listens on both loopback addresses', async () => {
  for (const host of ['127.0.0.1', '[::1]']) {
    const response = await fetch(`http://${host}:${emulator.port}/_emulator/state`)
    expect(response.status).toBe(200)
  }
})

test('a taken port is told in one sentence that names it', async () => {
  await expect(startEmulator({ port: emulator.port })).rejects.toThrow(
    `Port ${emulator.port} is taken. Stop what listens there, or choose another with --port.`,
  )
})

test('a foreign Host header gets 421, as after DNS rebinding', async () => {
  const outgoing = request(`${emulator.url}/_emulator/config`, {
    headers: { host: 'rebound.example' },
  }).end()
  const [response] = (await once(outgoing, 'response')) as [{ statusCode: number }]
  expect(response.statusCode).toBe(421)
})

test('an unknown path gets 404 and is told so', async () => {
  const response = await emulator.fetch('/nothing/here')
  expect(response.status).toBe(404)
  expect((await bodyOf<ErrorBody>(response)).error.message).toContain('/nothing/here')
})

test('a wrong method gets 405 with those that are right', async () => {
  const response = await emulator.fetch('/identities', { method: 'PUT' })
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('POST')
})

test('HEAD gets the response of GET, without a body', async () => {
  const response = await emulator.fetch('/_emulator/state', { method: 'HEAD' })
  expect(response.status).toBe(200)
  expect(await response.text()).toBe('')
})

test('a body above 64 KiB gets 413', async () => {
  const response = await emulator.fetch('/_emulator/sign', {
    method: 'POST',
    body: 'x'.repeat(64 * 1024 + 1),
  })
  expect(response.status).toBe(413)
})

test('malformed JSON and a malformed percent-encoding get 400', async () => {
  const sign = await emulator.fetch('/_emulator/sign', { method: 'POST', body: '{"claims":' })
  expect(sign.status).toBe(400)
  const path = await emulator.fetch('/identities/%E0%A4%A/:issueAccessToken', { method: 'POST' })
  expect(path.status).toBe(400)
})

test('it outlives clients that send nonsense or hang up halfway', async () => {
  for (const bytes of [
    'NONSENSE\r\n\r\n',
    'GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n',
    'POST /identities HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf',
  ]) {
    const socket = connect(emulator.port, '127.0.0.1')
    socket.on('error', () => undefined)
    await once(socket, 'connect')
    socket.write(bytes)
    await new Promise((resolve) => setTimeout(resolve, 20))
    socket.destroy()
  }
  expect((await emulator.fetch('/_emulator/state')).status).toBe(200)
})

test('the front page names what is here, under a policy that allows nothing from elsewhere', async () => {
  const response = await emulator.fetch('/')
  expect(await response.text()).toContain('Local emulator, not Microsoft')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('closing ends open connections at once', async () => {
  const other = await startEmulator({ port: 0 })
  const socket = connect(other.port, '127.0.0.1')
  await once(socket, 'connect')
  const closed = once(socket, 'close')
  await other.close()
  await closed
  await expect(fetch(other.url)).rejects.toThrow()
})
