import type { Metadata } from 'next'
import { TeamsPanel } from '@/components/teams/teams-panel'
import { requireSession } from '@/lib/auth/session/current-session'
import { msalSettings } from '@/lib/auth/sign-in/msal-settings'

export const metadata: Metadata = { title: 'Teams' }

export default async function TeamsPage() {
  const session = await requireSession('/teams')
  return (
    <>
      <h1>Your Teams user token</h1>
      <p className="lead">
        To call as yourself in Teams, your browser asks Microsoft for a token with Teams scopes, and
        this server exchanges it for one of Azure Communication Services, after checking that it is
        yours.
      </p>
      <TeamsPanel settings={msalSettings(session)} />
    </>
  )
}
