import type { Emulator } from './emulator'

export interface CookieSite {
  secure: boolean
  sameSite: 'None' | 'Lax'
}

/**
 * From where a session's cookie is sent. Over https also from hidden frames of other sites, as Entra's is:
 * to browsers an app on http://localhost is another site.
 */
export function cookieSite({ origin }: Pick<Emulator, 'origin'>): CookieSite {
  return origin.startsWith('https:')
    ? { secure: true, sameSite: 'None' }
    : { secure: false, sameSite: 'Lax' }
}

/** The attributes of a session's `Set-Cookie`, until the browser closes. */
export function sessionAttributes(path: string, emulator: Pick<Emulator, 'origin'>): string {
  const { secure, sameSite } = cookieSite(emulator)
  return `Path=${path}; HttpOnly; SameSite=${sameSite}${secure ? '; Secure' : ''}`
}
