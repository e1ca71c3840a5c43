import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import path from 'node:path'

/** A certificate for tests, and the key beside it: paths of PEM files. */
export interface Certificate {
  certificate: string
  key: string
}

export const localhostCertificate = certificateFor('localhost')
/** For the names under cloud.test: what is on this machine, but doesn't look like it. */
export const cloudTestCertificate = certificateFor('cloud-test')

/** Serves what is at `url` over TLS, as Azure would; with `host` in place of the host that was asked for. */
export async function serveOverTls(
  url: string,
  { certificate, key }: Certificate,
  host?: string,
): Promise<Server> {
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (request, response) => {
      const headers = { ...request.headers, ...(host !== undefined && { host }) }
      const target = `${url}${request.url ?? ''}`
      const { method } = request
      const onwards = httpRequest(target, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(response)
      })
      onwards.on('error', () => response.destroy())
      request.pipe(onwards)
    },
  )
  return listening(server)
}

/** The server, once it listens on loopback. */
export async function listening(server: Server): Promise<Server> {
  server.listen(0, 'localhost')
  await once(server, 'listening')
  return server
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

function certificateFor(name: string): Certificate {
  const file = (part: string) => path.resolve(`tests/support/programs/${name}-${part}.pem`)
  return { certificate: file('cert'), key: file('key') }
}
