'use client'

import { PersonDeleteRegular } from '@fluentui/react-icons/headless/svg/person-delete'
import { useRef } from 'react'
import { useSignInTarget } from '@/components/session/sign-in-context'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { SignOutForm } from '@/components/session/sign-out-form'

interface DataCardProps {
  isBusy: boolean
  /** Deletes the identity; whether that went well. */
  onErase: () => Promise<boolean>
}

/** What is kept about the person: to be taken along, and to be erased. */
export function DataCard({ isBusy, onErase }: DataCardProps) {
  const { name: directory } = useSignInTarget()
  const everywhere = useRef<HTMLButtonElement>(null)
  return (
    <div className="card">
      <h2>Your data</h2>
      <p>
        This server keeps your directory’s ID for you, your identity, and your sessions. {directory}{' '}
        keeps your account, and Azure Communication Services what its own features record: neither
        is erased from here.
      </p>
      <div className="actions">
        <a href="/api/user/export" download="my-data.json">
          Export my data
        </a>
        <ConfirmButton
          label="Erase my data"
          icon={<PersonDeleteRegular />}
          disabled={isBusy}
          title="Erase all that is kept about you?"
          confirm="Erase and sign out"
          decline="Keep it"
          onConfirm={() =>
            void onErase().then((isErased) => isErased && everywhere.current?.click())
          }
        >
          <p>
            Your identity is deleted, its tokens stop working, and you are signed out on all your
            devices. This can’t be undone.
          </p>
        </ConfirmButton>
        <SignOutForm>
          <button ref={everywhere} name="from" value="everywhere" hidden />
        </SignOutForm>
      </div>
    </div>
  )
}
