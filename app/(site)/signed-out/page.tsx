import type { Metadata } from 'next'
import { NoticePage } from '@/components/ui/notice-page'
import { BroadcastSignOut } from '@/components/session/broadcast-sign-out'
import { SignInButton } from '@/components/session/sign-in-button'

export const metadata: Metadata = { title: 'Signed out' }

export default function SignedOutPage() {
  return (
    <NoticePage
      kind="signed-out"
      title="You are signed out"
      text="On a shared computer, close the browser as well, unless you signed out of Microsoft."
    >
      <SignInButton callbackUrl="/" />
      <BroadcastSignOut />
    </NoticePage>
  )
}
