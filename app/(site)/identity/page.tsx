import type { Metadata } from 'next'
import { IdentityPanel } from '@/components/identity/identity-panel'
import { requireSession } from '@/lib/auth/session/current-session'
import { callerOf } from '@/lib/auth/session/session'
import { env } from '@/lib/env'
import { findIdentity } from '@/lib/identity/mapping'

export const metadata: Metadata = { title: 'Identity' }

export default async function IdentityPage() {
  const session = await requireSession('/identity')
  const { scopes, expiresInMinutes, maxExpiresInMinutes } = env().acs
  return (
    <>
      <h1>Your identity for calls</h1>
      <p className="lead">
        Azure Communication Services knows no Microsoft accounts. This server keeps one identity for
        yours and issues tokens that let an app act as it.
      </p>
      <IdentityPanel
        acsUserId={await findIdentity(callerOf(session))}
        limits={{ scopes, usualMinutes: expiresInMinutes, mostMinutes: maxExpiresInMinutes }}
      />
    </>
  )
}
