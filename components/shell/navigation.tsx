'use client'

import { BookOpenFilled, BookOpenRegular } from '@fluentui/react-icons/headless/svg/book-open'
import { CallFilled, CallRegular } from '@fluentui/react-icons/headless/svg/call'
import { HomeFilled, HomeRegular } from '@fluentui/react-icons/headless/svg/home'
import { PeopleTeamFilled, PeopleTeamRegular } from '@fluentui/react-icons/headless/svg/people-team'
import { PersonKeyFilled, PersonKeyRegular } from '@fluentui/react-icons/headless/svg/person-key'
import {
  ShieldPersonFilled,
  ShieldPersonRegular,
} from '@fluentui/react-icons/headless/svg/shield-person'
import { usePathname } from 'next/navigation'
import styles from './navigation.module.css'
import { PageLink } from './page-link'

const pages = [
  { href: '/', name: 'Home', Icon: HomeRegular, CurrentIcon: HomeFilled },
  { href: '/identity', name: 'Identity', Icon: PersonKeyRegular, CurrentIcon: PersonKeyFilled },
  { href: '/teams', name: 'Teams', Icon: PeopleTeamRegular, CurrentIcon: PeopleTeamFilled },
  { href: '/call', name: 'Call', Icon: CallRegular, CurrentIcon: CallFilled },
  { href: '/api-reference', name: 'API', Icon: BookOpenRegular, CurrentIcon: BookOpenFilled },
]

const adminPage = {
  href: '/admin',
  name: 'Admin',
  Icon: ShieldPersonRegular,
  CurrentIcon: ShieldPersonFilled,
}

/** The links between the pages: a rail beside them, on a phone a bar below; the current one is marked. */
export function Navigation({ isOperator }: { isOperator: boolean }) {
  const path = usePathname()
  return (
    <nav aria-label="Pages" className={styles.navigation}>
      <ul>
        {[...pages, ...(isOperator ? [adminPage] : [])].map(({ href, name, Icon, CurrentIcon }) => (
          <li key={href}>
            <PageLink href={href} aria-current={path === href ? 'page' : undefined}>
              {path === href ? <CurrentIcon /> : <Icon />}
              {name}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
