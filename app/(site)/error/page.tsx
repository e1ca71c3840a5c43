import type { Metadata } from 'next'
import { NoticePage } from '@/components/ui/notice-page'
import { SignInButton } from '@/components/session/sign-in-button'
import { explainSignInError } from '@/lib/auth/sign-in/sign-in-explanations'

export const metadata: Metadata = { title: 'Sign-in failed' }

export default async function SignInErrorPage({ searchParams }: PageProps<'/error'>) {
  const { error, code } = await searchParams
  const aadsts = typeof code === 'string' && /^AADSTS\d{1,9}$/.test(code) ? code : ''
  const { title, text, who } = explainSignInError(String(error), aadsts)
  return (
    <NoticePage kind="failed" title={title} text={text}>
      {who === 'administrator' && <p>Only an administrator of this app can fix this.</p>}
      {aadsts && (
        <p className="fine-print">
          Microsoft’s code: <code>{aadsts}</code>
        </p>
      )}
      <SignInButton callbackUrl="/" />
    </NoticePage>
  )
}
