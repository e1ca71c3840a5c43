import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { listen, type Running } from './listen'
import { stop } from './stop'

vi.mock('@/lib/observability/log', () => ({ log: () => ({ info: vi.fn(), warn: vi.fn() }) }))

let running: Running
afterEach(() => running.server.closeAllConnections())

const serve = (handler: Parameters<typeof listen>[0]) =>
  listen(handler, { port: 0, hostname: '127.0.0.1' })

function ask() {
  const { port } = running.server.address() as AddressInfo
  return request({ port, host: '127.0.0.1', agent: false }).end()
}

it('finishes what is in flight', async () => {
  let finish: (() => void) | undefined
  running = await serve((_, response) => {
    finish = () => response.end('done')
  })
  const response = once(ask(), 'response')
  await vi.waitFor(() => expect(finish).toBeDefined())
  const stopped = stop(running, 0)
  await vi.waitFor(() => expect(running.server.listening).toBe(false))
  finish?.()
  await expect(response).resolves.toBeDefined()
  await stopped
})

it('cuts what is not finished in time', async () => {
  running = await serve(() => undefined)
  const cut = once(ask(), 'response')
  await vi.waitFor(() => expect(running.inFlight.count()).toBe(1))
  await stop(running, 0, 50)
  await expect(cut).rejects.toMatchObject({ code: 'ECONNRESET' })
})

it('keeps nobody waiting whose client has gone', async () => {
  running = await serve(() => undefined)
  const gone = ask()
  gone.on('error', () => undefined)
  await vi.waitFor(() => expect(running.inFlight.count()).toBe(1))
  gone.destroy()
  await stop(running, 0)
  expect(running.inFlight.count()).toBe(0)
})
