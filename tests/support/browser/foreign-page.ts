import { createServer } from 'node:http'
import type { Browser } from '@playwright/test'
import { listening, portOf } from '../programs/tls'

/** What a page read of a response; undefined where its browser let it read nothing. */
export type Read = { status: number; code: string | undefined } | undefined

/** An empty page of an origin of its own, in a real browser. */
export interface ForeignPage {
  origin: string
  /** Asks as a client in a browser does, with a preflight wherever the browser wants one. */
  ask(method: string, url: string, headers: Record<string, string>): Promise<Read>
  close(): Promise<void>
}

export async function openForeignPage(browser: Browser): Promise<ForeignPage> {
  const server = await listening(
    createServer((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.end('<!doctype html><title>A client</title>')
    }),
  )
  const origin = `http://localhost:${portOf(server)}`
  const page = await browser.newPage()
  await page.goto(origin)
  return {
    origin,
    ask: (method, url, headers) =>
      page.evaluate(
        async (request) => {
          const response = await fetch(request.url, request).catch(() => undefined)
          if (!response) return undefined
          const { code } = (await response.json().catch(() => ({}))) as { code?: string }
          return { status: response.status, code }
        },
        { method, url, headers },
      ),
    async close() {
      await page.close()
      server.close()
    },
  }
}
