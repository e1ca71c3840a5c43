import Link from 'next/link'
import { NoticePage } from '@/components/ui/notice-page'
import { SiteFrame } from './site-frame'

export default function NotFound() {
  return (
    <SiteFrame>
      <NoticePage
        kind="nothing"
        title="There is no such page"
        text="The address may be mistyped, or the page has moved."
      >
        <Link href="/">Go to the start page</Link>
      </NoticePage>
    </SiteFrame>
  )
}
