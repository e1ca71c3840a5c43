import Link from 'next/link'
import type { ReactNode } from 'react'
import { AccountMenu } from './account-menu'
import { LocalBanner } from './local-banner'
import { Navigation } from './navigation'

interface ShellProps {
  userName?: string | undefined
  isLocal: boolean
  children: ReactNode
}

/** What surrounds every page: local-mode banner, navigation, the signed-in person. */
export function Shell({ userName, isLocal, children }: ShellProps) {
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      {isLocal && <LocalBanner />}
      <header className="site-header">
        <Link className="brand" href="/">
          ACS authentication server
        </Link>
        {userName !== undefined && <Navigation />}
        {userName !== undefined && <AccountMenu userName={userName} />}
      </header>
      <main id="main">{children}</main>
    </>
  )
}
