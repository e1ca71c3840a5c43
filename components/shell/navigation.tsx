'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

const pages = [
  { href: '/', name: 'Home' },
  { href: '/identity', name: 'Identity' },
  { href: '/teams', name: 'Teams' },
]

/** The links between the pages; the current one is marked. */
export function Navigation() {
  const path = usePathname()
  return (
    <nav aria-label="Pages">
      <ul className="navigation">
        {pages.map(({ href, name }) => (
          <li key={href}>
            <Link href={href} aria-current={path === href ? 'page' : undefined}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
