import NextAuth from 'next-auth'
import type { NextAuthOptions } from 'next-auth'
import type { Emulator } from '../programs/emulator'

interface Outcome {
  /** Where it leads. */
  url: URL
  body: Record<string, unknown>
}

/** A browser that signs in with next-auth, without Next.js around it: it keeps the cookies. */
export interface SignIn {
  cookies: Map<string, string>
  /** Starts a sign-in: the address of Entra that the browser is sent to. */
  start(): Promise<URL>
  /** Signs in at Entra and accepts: the address that Entra leads back to. */
  atEntra(address: URL, username: string): Promise<URL>
  /** Comes back from Entra: where next-auth leads then. */
  callback(address: URL): Promise<URL>
}

export function startSignIn(emulator: Emulator, options: () => NextAuthOptions): SignIn {
  const cookies = new Map<string, string>()
  const ask = async (path: string, query: object, body?: Record<string, string>) => {
    const { res, outcome } = responseInto(cookies)
    const req = {
      method: body ? 'POST' : 'GET',
      query: { nextauth: path.split('/'), ...query },
      cookies: Object.fromEntries(cookies),
      headers: { host: 'localhost:3000' },
      ...(body && { body }),
    }
    await (NextAuth as (...args: unknown[]) => Promise<unknown>)(req, res, options())
    return outcome()
  }
  return {
    cookies,
    async start() {
      const { csrfToken } = (await ask('csrf', {})).body
      const fields = { csrfToken: String(csrfToken), callbackUrl: 'http://localhost:3000/identity' }
      return (await ask('signin/azure-ad', {}, fields)).url
    },
    atEntra: (address, username) => signInAtEntra(emulator, address, username),
    callback: async ({ searchParams }) =>
      (await ask('callback/azure-ad', Object.fromEntries(searchParams))).url,
  }
}

/** Signs in at Entra's page and accepts what it asks: the address that Entra leads back to. */
export async function signInAtEntra(
  emulator: Pick<Emulator, 'user'>,
  address: URL,
  username: string,
): Promise<URL> {
  const choices = {
    emulator_account: emulator.user(username).username,
    emulator_consent: 'accept',
  }
  const response = await fetch(address.origin + address.pathname, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...Object.fromEntries(address.searchParams), ...choices }),
  })
  return new URL(response.headers.get('location') ?? '')
}

/** As much of a Node response as next-auth uses. */
function responseInto(cookies: Map<string, string>) {
  const headers = new Map<string, string | string[]>()
  let body: unknown = {}
  const res = {
    status: () => res,
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader(name: string, value: string | string[]) {
      headers.set(name.toLowerCase(), value)
      return res
    },
    json: (value: unknown) => (body = value),
    send: (value: unknown) => (body = value),
    end: () => undefined,
  }
  const outcome = (): Outcome => {
    for (const line of [headers.get('set-cookie') ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line) || value === '') cookies.delete(name)
      else cookies.set(name, decodeURIComponent(value))
    }
    const location = String(headers.get('location') ?? 'http://localhost:3000/')
    const url = new URL(location, 'http://localhost:3000')
    return { url, body: (body ?? {}) as Record<string, unknown> }
  }
  return { res, outcome }
}
