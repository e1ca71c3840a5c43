'use client'

import { PersonAddRegular } from '@fluentui/react-icons/headless/svg/person-add'
import { useRef } from 'react'
import { useSignInTarget } from '@/components/session/sign-in-context'
import { CopyButton } from '@/components/ui/copy-button'
import { ActionButton } from '@/components/ui/action-button'
import { DeleteButton } from './delete-button'
import styles from './identity.module.css'
import { ReportLine } from './report-line'
import type { useIdentity } from './use-identity'

/** The identity mapping: create it, copy the identity, delete it. */
export function IdentityCard({ identity }: { identity: ReturnType<typeof useIdentity> }) {
  const { acsUserId, isBusy, create, remove, reports } = identity
  const { name: directory } = useSignInTarget()
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <div className="card">
      <h2 ref={heading} tabIndex={-1}>
        Your identity
      </h2>
      {acsUserId === null ? (
        <>
          <p>
            You don’t have an identity in Azure Communication Services yet. It is created once and
            is the same on all your devices.
          </p>
          <ActionButton
            appearance="primary"
            icon={<PersonAddRegular />}
            disabled={isBusy}
            onClick={() => void create()}
          >
            Create my identity
          </ActionButton>
        </>
      ) : (
        <>
          <p>
            This ID represents you in calls and chats. It contains no data from your {directory}{' '}
            account.
          </p>
          <p className={styles.id}>
            <code>{acsUserId}</code>
          </p>
          <div className="actions">
            <CopyButton text={acsUserId} label="Copy ID" />
            <DeleteButton
              disabled={isBusy}
              // The button that had the focus no longer exists then.
              onConfirm={() => void remove().then(() => heading.current?.focus())}
            />
          </div>
        </>
      )}
      <ReportLine report={reports.identity} />
    </div>
  )
}
