import type { ReactNode } from 'react'
import { FluentRoot } from '@/components/ui/fluent-root'
import { SessionWatch } from '@/components/session/session-watch'
import { SignInContext, type SignInTarget } from '@/components/session/sign-in-context'
import { ThemeMenu } from '@/components/ui/theme/theme-menu'
import type { Theme } from '@/components/ui/theme/themes'
import { Toasts } from '@/components/ui/toasts'
import { AccountMenu, type Person } from './account-menu'
import { LocalBanner } from './local-banner'
import { Logo } from './logo'
import { Navigation } from './navigation'
import { PageLink } from './page-link'
import styles from './shell.module.css'

interface ShellProps {
  person?: Person | undefined
  /** Whether the person may look after other people’s identities. */
  isOperator: boolean
  signIn: SignInTarget
  isLocal: boolean
  theme: Theme
  nonce: string
  children: ReactNode
}

/** What surrounds every page: local-mode banner, navigation, theme, the signed-in person. */
export function Shell({ person, isOperator, signIn, isLocal, theme, nonce, children }: ShellProps) {
  return (
    <FluentRoot nonce={nonce}>
      <div className={styles.shell}>
        <a className={styles.skip} href="#main">
          Skip to main content
        </a>
        <header className={styles.header}>
          <div className={styles.bar}>
            <PageLink className={styles.brand} href="/">
              <Logo /> <span>ACS authentication server</span>
            </PageLink>
            <div className={styles.tools}>
              <ThemeMenu initial={theme} />
              {person && <AccountMenu person={person} />}
            </div>
          </div>
          {isLocal && <LocalBanner />}
        </header>
        <Navigation isOperator={isOperator} />
        <main id="main" tabIndex={-1} className={styles.main}>
          <SignInContext target={signIn}>{children}</SignInContext>
        </main>
        <Toasts />
        <SessionWatch isSignedIn={person !== undefined} />
      </div>
    </FluentRoot>
  )
}
