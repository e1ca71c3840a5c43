import type { Metadata } from 'next'
import { AdminPanel } from '@/components/admin/admin-panel'
import { NoticePage } from '@/components/ui/notice-page'
import { isOperator } from '@/lib/auth/require-operator'
import { requireSession } from '@/lib/auth/session/current-session'
import { OPERATOR_ROLE } from '@/lib/contract/operator-role'
import { findPeople } from '@/lib/people/find-people'
import { toPeopleResponse } from '@/lib/people/people-response'

export const metadata: Metadata = { title: 'Admin' }

export default async function AdminPage() {
  const session = await requireSession('/admin')
  if (!isOperator(session)) {
    return (
      <NoticePage
        kind="nothing"
        title="This page is for operators"
        text={`It needs the app role ${OPERATOR_ROLE}.`}
      >
        <p>Ask an administrator of your directory to assign it to you, then sign in again.</p>
      </NoticePage>
    )
  }
  return (
    <>
      <h1>People and their identities</h1>
      <p className="lead">
        Who has an identity at this ACS resource, and what can be done about it. Each action is on
        record with your ID and theirs.
      </p>
      <AdminPanel first={toPeopleResponse(await findPeople({}))} />
    </>
  )
}
