import { withinNext } from './next-request'
import { NextRequest } from 'next/server'
import type { handleAuth } from '@/lib/auth/sign-in/handlers'

interface Sending {
  method?: string
  /** Sent as a form. */
  form?: Record<string, string>
}

/** A browser at the app's sign-in: it keeps the cookies, and has an address of its own. */
export interface AuthBrowser {
  cookies: Map<string, string>
  /** Sends a request to what is under /api/auth. */
  send(path: string, sending?: Sending): Promise<Response>
  /** Starts a sign-in that leads to /identity. */
  start(fields?: Record<string, string>): Promise<Response>
  /** Comes back from the directory. */
  callback(address: URL): Promise<Response>
}

export function authBrowser(handle: typeof handleAuth, provider = 'azure-ad'): AuthBrowser {
  const cookies = new Map<string, string>()
  const address = `2001:db8:${randomGroup()}:${randomGroup()}::1`
  const send: AuthBrowser['send'] = async (path, { method = 'GET', form } = {}) => {
    const request = new NextRequest(`http://localhost:3000/api/auth/${path}`, {
      method,
      headers: {
        host: 'localhost:3000',
        cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
        'x-forwarded-for': address,
      },
      ...(form && { body: new URLSearchParams(form) }),
    })
    const nextauth = request.nextUrl.pathname.split('/').slice(3)
    const params = Promise.resolve({ nextauth })
    const response = await withinNext(request, () => handle(request, { params }))
    keep(cookies, response)
    return response
  }
  return {
    cookies,
    send,
    async start(fields = {}) {
      const { csrfToken } = (await (await send('csrf')).json()) as { csrfToken: string }
      const form = { csrfToken, callbackUrl: 'http://localhost:3000/identity', ...fields }
      return send(`signin/${provider}`, { method: 'POST', form })
    },
    callback: ({ search }) => send(`callback/${provider}${search}`),
  }
}

/** Where a response leads a browser. */
export function locationOf(response: Response): URL {
  return new URL(response.headers.get('location') ?? 'nowhere:', 'http://localhost:3000')
}

function keep(cookies: Map<string, string>, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/max-age=0/i.test(line) || value === '') cookies.delete(name)
    else cookies.set(name, value)
  }
}

function randomGroup(): string {
  return Math.floor(Math.random() * 0x10000).toString(16)
}
