// The production server, which `npm start` runs: it owns the socket and serves the API, and Next.js what
// is behind it: the pages, and signing in.
import type { RequestListener } from 'node:http'
import { withConnection } from '@/lib/http/client/connection'
import { apiListener, isOfApi } from './api/listener'
import type { ListenOptions } from './arguments'
import { recordResponse } from './record-response'
import { run } from './run'

await run('npm start', async (where) => {
  const pages = await nextListener(where)
  return (request, response) => {
    if (isOfApi(request.url ?? '')) apiListener(request, response)
    else pages(request, response)
  }
})

async function nextListener(where: ListenOptions): Promise<RequestListener> {
  // Loaded here: it takes NODE_ENV and the console as it finds them.
  const { default: next } = await import('next')
  const app = next({ dev: false, ...where })
  await app.prepare()
  const handle = app.getRequestHandler()
  return (request, response) => {
    recordResponse(request, response)
    const { remoteAddress } = request.socket
    void withConnection({ remoteAddress }, () => handle(request, response))
  }
}
