import type { Metadata } from 'next'
import { NotATeamsUser } from '@/components/teams/not-a-teams-user'
import { TeamsPanel } from '@/components/teams/teams-panel'
import { requireSession } from '@/lib/auth/session/current-session'
import { msalSettings } from '@/lib/auth/sign-in/msal-settings'

export const metadata: Metadata = { title: 'Teams' }

export default async function TeamsPage() {
  const settings = msalSettings(await requireSession('/teams'))
  return (
    <>
      <h1>Your Teams user token</h1>
      <p className="lead">
        It lets an app built on Azure Communication Services act as a Custom Teams Endpoint and call
        as you, a Microsoft 365 user. Your browser requests an Entra token with Teams scopes. This
        server checks that it belongs to you, then exchanges it.
      </p>
      {settings ? <TeamsPanel settings={settings} /> : <NotATeamsUser />}
    </>
  )
}
