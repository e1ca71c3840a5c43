import type { Metadata } from 'next'
import { IdentityPanel } from '@/components/identity/identity-panel'
import { hasMicrosoftAccounts } from '@/lib/auth/microsoft-accounts'
import { requireSession } from '@/lib/auth/session/current-session'
import { callerOf } from '@/lib/auth/session/session'
import { env } from '@/lib/env'
import { findIdentityForPage } from '@/lib/identity/mapping'

export const metadata: Metadata = { title: 'Identity' }

export default async function IdentityPage() {
  const session = await requireSession('/identity')
  const isMicrosoft = hasMicrosoftAccounts()
  const { scopes, expiresInMinutes, maxExpiresInMinutes } = env().acs
  return (
    <>
      <h1>Your identity for calls</h1>
      <p className="lead">
        Azure Communication Services does not know about {isMicrosoft ? 'Microsoft' : 'people’s'}{' '}
        accounts: it lets you bring your own identity (BYOI). This server keeps an identity mapping
        from your account to one ACS identity, and issues its access tokens.
      </p>
      <IdentityPanel
        acsUserId={await findIdentityForPage(callerOf(session))}
        limits={{ scopes, defaultMinutes: expiresInMinutes, maxMinutes: maxExpiresInMinutes }}
      />
    </>
  )
}
