import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { readSession, type Session } from './session'

/** The signed-in person of the page being rendered, or null; read once per request. */
export const currentSession = cache(async () => readSession(await cookies()))

/** As currentSession, but who isn't signed in is led to sign in, and back to `path`. */
export async function requireSession(path: string): Promise<Session> {
  const session = await currentSession()
  if (!session) redirect(`/?callbackUrl=${encodeURIComponent(path)}`)
  return session
}
