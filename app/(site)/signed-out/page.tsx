import type { Metadata } from 'next'
import Link from 'next/link'

export const metadata: Metadata = { title: 'Signed out' }

export default function SignedOutPage() {
  return (
    <>
      <h1>You are signed out</h1>
      <p className="lead">
        On a shared computer, close the browser, too, unless you signed out of Microsoft.
      </p>
      <p>
        <Link href="/">Sign in again</Link>
      </p>
    </>
  )
}
