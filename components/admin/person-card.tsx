'use client'

import { ActionButton } from '@/components/ui/action-button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import type { OperatorAction } from '@/lib/contract/schemas'
import type { Person } from './use-people'

interface PersonCardProps {
  person: Person
  isBusy: boolean
  /** `said` is what the page says when it is done. */
  onAct: (action: OperatorAction, said: string) => void
}

interface ConfirmedAction {
  action: OperatorAction
  label: string
  title: string
  text: string
  confirm: string
  said: string
}

const actions: readonly ConfirmedAction[] = [
  {
    action: 'revoke_tokens',
    label: 'Revoke tokens',
    title: 'Revoke this person’s tokens?',
    text: 'Calls that they are in end. They can get new tokens as long as they may sign in.',
    confirm: 'Revoke',
    said: 'The tokens are revoked.',
  },
  {
    action: 'sign_out',
    label: 'Sign out everywhere',
    title: 'Sign this person out on all devices?',
    text: 'Their sessions end. They can sign in again as long as their directory lets them.',
    confirm: 'Sign out',
    said: 'They are signed out on all devices.',
  },
  {
    action: 'delete_identity',
    label: 'Delete identity',
    title: 'Delete this person’s identity?',
    text: 'Its tokens stop working, and its calls and chats are lost to them. It can’t be restored.',
    confirm: 'Delete',
    said: 'The identity is deleted.',
  },
  {
    action: 'erase',
    label: 'Erase',
    title: 'Erase all that is kept about this person?',
    text: 'They are signed out on all devices, and their identity is deleted. This can’t be undone.',
    confirm: 'Erase',
    said: 'The person is erased.',
  },
]

/** One identity, its person, and what can be done about it. */
export function PersonCard({ person, isBusy, onAct }: PersonCardProps) {
  const { directory, subject, acsUserId, hasEnded, pending } = person
  return (
    <article className="card" aria-label={acsUserId}>
      <dl className="facts">
        <Fact name="ACS identity" value={<code>{acsUserId}</code>} />
        <Fact name="Person" value={<code>{subject}</code>} />
        <Fact name="Directory" value={<code>{directory}</code>} />
        <Fact name="Created" value={<Moment at={person.createdAt} />} />
        <Fact name="Last token" value={<LastToken hour={person.lastIssuedAt} />} />
        <Fact name="State" value={stateOf(person)} />
      </dl>
      <div className="actions">
        {!hasEnded &&
          actions.map(({ action, label, title, text, confirm, said }) => (
            <ConfirmButton
              key={action}
              label={label}
              title={title}
              confirm={confirm}
              decline="Cancel"
              disabled={isBusy}
              onConfirm={() => onAct(action, said)}
            >
              <p>{text}</p>
              <p>
                <code>{acsUserId}</code>
              </p>
            </ConfirmButton>
          ))}
        {pending && (
          <ActionButton
            disabled={isBusy}
            onClick={() => onAct('retry', 'What is pending is due now.')}
          >
            Retry now
          </ActionButton>
        )}
        <a href={exportAddress(person)} download="person.json">
          Export
        </a>
      </div>
    </article>
  )
}

function Fact({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function Moment({ at }: { at: string }) {
  return <time dateTime={at}>{at.slice(0, 16).replace('T', ' ')} UTC</time>
}

function LastToken({ hour }: { hour: string | null }) {
  if (hour === null) return 'Not on record'
  return (
    <>
      In the hour of <Moment at={hour} />
    </>
  )
}

function stateOf({ hasEnded, isUnusable, pending }: Person): string {
  const attempts = pending && pending.attempts > 0 ? `, tried ${pending.attempts} times` : ''
  if (hasEnded) return `Ended; its deletion at ACS is pending${attempts}`
  if (pending) return `Its tokens are being revoked${attempts}`
  return isUnusable ? 'ACS does not know it; it is replaced at the next use' : 'In use'
}

function exportAddress({ directory, subject }: Person): string {
  return `/api/admin/export?${new URLSearchParams({ directory, subject }).toString()}`
}
