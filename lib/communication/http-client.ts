import 'server-only'
import { createHttpHeaders, type HttpClient, RestError } from '@azure/core-rest-pipeline'
import { EnvHttpProxyAgent, request as send } from 'undici'

// Shorter than any gateway keeps an idle connection, so that none is closed under a request.
const KEEP_ALIVE_MS = 30_000

/**
 * Carries the SDK's requests over connections that are kept, by the proxy that HTTPS_PROXY, HTTP_PROXY
 * and NO_PROXY name. The SDK's own client takes longer for each than everything else about it: it makes
 * streams, counts progress, and decompresses what is short.
 */
export function createHttpClient(): HttpClient {
  const dispatcher = new EnvHttpProxyAgent({ keepAliveTimeout: KEEP_ALIVE_MS })
  return {
    async sendRequest(request) {
      const { url, method, abortSignal: signal } = request
      request.headers.delete('accept-encoding')
      const headers = request.headers.toJSON()
      const body = typeof request.body === 'string' ? request.body : null
      try {
        const response = await send(url, { dispatcher, method, headers, body, signal })
        return {
          request,
          status: response.statusCode,
          headers: createHttpHeaders(firstOfEach(response.headers)),
          bodyAsText: await response.body.text(),
        }
      } catch (error) {
        throw signal?.aborted
          ? error
          : new RestError((error as Error).message, { code: codeOf(error), request })
      }
    },
  }
}

function firstOfEach(headers: Record<string, string | string[] | undefined>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat()[0] ?? '']),
  )
}

// As Node names it, for whoever reads the log.
function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown }
  if (typeof code !== 'string') return RestError.REQUEST_SEND_ERROR
  return code === 'UND_ERR_SOCKET' ? 'ECONNRESET' : code
}
