import Link from 'next/link'
import { SiteFrame } from './site-frame'

export default function NotFound() {
  return (
    <SiteFrame>
      <h1>There is no such page</h1>
      <p>
        <Link href="/">Go to the start page</Link>
      </p>
    </SiteFrame>
  )
}
