import Link from 'next/link'
import { NoticePage } from '@/components/ui/notice-page'
import { SiteFrame } from './site-frame'

export default function NotFound() {
  return (
    <SiteFrame>
      <NoticePage
        kind="nothing"
        title="Page not found"
        text="Check the address. The page may have moved."
      >
        <Link href="/">Go to the home page</Link>
      </NoticePage>
    </SiteFrame>
  )
}
