import type { Metadata } from 'next'
import { CallPanel } from '@/components/call/call-panel'
import { requireSession } from '@/lib/auth/session/current-session'
import { msalSettings } from '@/lib/auth/sign-in/msal-settings'
import { env } from '@/lib/env'

export const metadata: Metadata = { title: 'Call' }

export default async function CallPage({ searchParams }: PageProps<'/call'>) {
  const { group } = await searchParams
  const invited = typeof group === 'string' ? group : undefined
  const path = invited === undefined ? '/call' : `/call?group=${encodeURIComponent(invited)}`
  const session = await requireSession(path)
  const { emulatorUrl } = env()
  return (
    <CallPanel
      name={session.name}
      invitedTo={invited}
      provider={emulatorUrl === undefined ? { kind: 'acs' } : { kind: 'local', emulatorUrl }}
      msal={msalSettings(session)}
    />
  )
}
