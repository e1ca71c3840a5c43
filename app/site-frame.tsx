import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell'
import { configuredDirectory } from '@/lib/auth/directories/configured-directory'
import { isOperator } from '@/lib/auth/require-operator'
import { currentSession } from '@/lib/auth/session/current-session'
import { env } from '@/lib/env'
import { pageNonce } from '@/lib/web/page-nonce'
import { chosenTheme } from './chosen-theme'

/** The shell around a page, for the person who is signed in. */
export async function SiteFrame({ children }: { children: ReactNode }) {
  const session = await currentSession()
  const { id, name, directoryTerm: term } = configuredDirectory().signInProvider()
  return (
    <Shell
      person={
        session
          ? {
              name: session.name,
              username: session.username,
              directory: { term, id: session.directory, name },
            }
          : undefined
      }
      isOperator={session !== null && isOperator(session)}
      signIn={{ id, name }}
      isLocal={env().emulatorUrl !== undefined}
      theme={await chosenTheme()}
      nonce={await pageNonce()}
    >
      {children}
    </Shell>
  )
}
