import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell'
import { currentSession } from '@/lib/auth/current-session'
import { env } from '@/lib/env'

/** The shell around a page, for the person who is signed in. */
export async function SiteFrame({ children }: { children: ReactNode }) {
  const session = await currentSession()
  return (
    <Shell userName={session?.name} isLocal={env().emulatorUrl !== undefined}>
      {children}
    </Shell>
  )
}
