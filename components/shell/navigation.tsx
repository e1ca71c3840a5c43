'use client'

import { BookOpenFilled, BookOpenRegular } from '@fluentui/react-icons/headless/svg/book-open'
import { CallFilled, CallRegular } from '@fluentui/react-icons/headless/svg/call'
import { HomeFilled, HomeRegular } from '@fluentui/react-icons/headless/svg/home'
import { PeopleTeamFilled, PeopleTeamRegular } from '@fluentui/react-icons/headless/svg/people-team'
import { PersonKeyFilled, PersonKeyRegular } from '@fluentui/react-icons/headless/svg/person-key'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import styles from './navigation.module.css'

const pages = [
  { href: '/', name: 'Home', Icon: HomeRegular, CurrentIcon: HomeFilled },
  { href: '/identity', name: 'Identity', Icon: PersonKeyRegular, CurrentIcon: PersonKeyFilled },
  { href: '/teams', name: 'Teams', Icon: PeopleTeamRegular, CurrentIcon: PeopleTeamFilled },
  { href: '/call', name: 'Call', Icon: CallRegular, CurrentIcon: CallFilled },
  { href: '/api-reference', name: 'API', Icon: BookOpenRegular, CurrentIcon: BookOpenFilled },
]

/** The links between the pages: a rail beside them, on a phone a bar below; the current one is marked. */
export function Navigation() {
  const path = usePathname()
  return (
    <nav aria-label="Pages" className={styles.navigation}>
      <ul>
        {pages.map(({ href, name, Icon, CurrentIcon }) => (
          <li key={href}>
            <PageLink from={path} href={href}>
              {path === href ? <CurrentIcon /> : <Icon />}
              {name}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

// A Content-Security-Policy belongs to the document, and the page of calls has a wider one: going
// there and away, the browser loads the page anew.
function PageLink({ from, href, children }: { from: string; href: string; children: ReactNode }) {
  const link = { href, children, ...(from === href && { 'aria-current': 'page' as const }) }
  return from === '/call' || href === '/call' ? <a {...link} /> : <Link {...link} />
}
