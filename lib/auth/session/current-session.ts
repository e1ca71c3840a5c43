import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { Problem } from '@/lib/errors/problem'
import { renewIfDue } from './renew-session'
import { callerOf, type LiveSession, readSession } from './session'

/** The signed-in person of the page being rendered, or null; read once per request. */
export const currentSession = cache(async (): Promise<LiveSession | null> => {
  const session = await readSession(await cookies())
  return session && (await goesOn(session)) ? session : null
})

// A page says who is signed in even while the directory wants to see them: its calls of the API don't pass.
async function goesOn(session: LiveSession): Promise<boolean> {
  return renewIfDue(callerOf(session)).catch((error: unknown) => {
    if (error instanceof Problem && error.claims) return true
    throw error
  })
}

/** As currentSession, but who isn't signed in is led to sign in, and back to `path`. */
export async function requireSession(path: string): Promise<LiveSession> {
  const session = await currentSession()
  if (!session) redirect(`/?callbackUrl=${encodeURIComponent(path)}`)
  return session
}
