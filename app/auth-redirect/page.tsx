import type { Metadata } from 'next'
import { connection } from 'next/server'
import { RedirectBridge } from '@/components/teams/redirect-bridge'

export const metadata: Metadata = { title: 'Signing in' }

/** Where Entra's answers to MSAL arrive, in windows, hidden frames and redirects. */
export default async function AuthRedirectPage() {
  await connection() // rendered per request, as its scripts carry the request's nonce
  return <RedirectBridge />
}
