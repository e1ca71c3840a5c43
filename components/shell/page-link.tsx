'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ComponentProps } from 'react'

/**
 * A link to a page of this app. A Content-Security-Policy belongs to the document, and the call
 * page has a wider one: on the way there and back, the browser reloads the page.
 */
export function PageLink(
  link: Pick<ComponentProps<'a'>, 'className' | 'aria-current' | 'children'> & { href: string },
) {
  const isReload = usePathname() === '/call' || link.href === '/call'
  return isReload ? <a {...link} /> : <Link {...link} />
}
