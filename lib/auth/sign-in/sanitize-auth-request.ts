import 'server-only'
import { NextRequest } from 'next/server'
import * as z from 'zod'
import { env } from '@/lib/env'
import { Problem } from '@/lib/errors/problem'
import { parseJson } from '@/lib/http/body/read-json'
import { readText } from '@/lib/http/body/read-text'
import { cookieName, isSecure } from '../session/session'

const fields = z.record(z.string(), z.string())

/**
 * The request as next-auth can read it, of whose parameters a sign-in begins with a claims challenge alone: to an address or a body that it can't, it responds with 500, and to
 * a malformed cookie again and again. Throws `invalid_request` or `body_too_large`.
 */
export async function sanitizeAuthRequest(request: NextRequest): Promise<NextRequest> {
  const { searchParams } = request.nextUrl
  if (!isAddress(searchParams.get('callbackUrl'))) {
    throw new Problem('invalid_request', { detail: 'The callbackUrl is not an address.' })
  }
  const cookie = cookieName('callback-url')
  if (!isAddress(request.cookies.get(cookie)?.value)) {
    const ended = `${cookie}=; Path=/; Max-Age=0${isSecure() ? '; Secure' : ''}`
    throw new Problem('invalid_request', {
      detail: `The cookie ${cookie} was malformed; try again.`,
      headers: { 'set-cookie': ended },
    })
  }
  if (request.method !== 'POST') return request
  const body = await readText(request)
  if (request.headers.get('content-type')?.includes('application/json')) parseJson(body, fields)
  const { url, headers } = request
  const address = new URL(url)
  address.search = onlyClaims(searchParams)
  return new NextRequest(address, { method: 'POST', headers, ...(body && { body }) })
}

// next-auth makes every parameter one of the authorization request.
function onlyClaims(parameters: URLSearchParams): string {
  const claims = parameters.get('claims')
  if (claims === null) return ''
  parseJson(claims, z.record(z.string(), z.unknown()))
  return `?${new URLSearchParams({ claims }).toString()}`
}

function isAddress(value: string | null | undefined): boolean {
  if (!value) return true
  const base = value.startsWith('/') ? env().appUrl : undefined
  return URL.canParse(value, base) && ['http:', 'https:'].includes(new URL(value, base).protocol)
}
