import type { Metadata } from 'next'
import { IdentityPanel } from '@/components/identity/identity-panel'
import { requireSession } from '@/lib/auth/current-session'

export const metadata: Metadata = { title: 'Identity' }

export default async function IdentityPage() {
  await requireSession('/identity')
  return (
    <>
      <h1>Your identity for calls</h1>
      <p className="lead">
        Azure Communication Services knows no Microsoft accounts. This server keeps one identity for
        yours and issues tokens that let an app act as it.
      </p>
      <IdentityPanel />
    </>
  )
}
