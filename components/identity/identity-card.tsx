'use client'

import { useRestoreFocusTarget } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons/headless/svg/delete'
import { PersonAddRegular } from '@fluentui/react-icons/headless/svg/person-add'
import { useRef, useState } from 'react'
import { CopyButton } from '@/components/copy/copy-button'
import { ActionButton } from '@/components/fluent/action-button'
import { DeleteDialog } from './delete-dialog'
import styles from './identity.module.css'
import { ReportLine } from './report-line'
import type { useIdentity } from './use-identity'

/** The mapping: create it, copy its identity, delete it. */
export function IdentityCard({ identity }: { identity: ReturnType<typeof useIdentity> }) {
  const { acsUserId, isBusy, create, remove, reports } = identity
  const [isAsking, setAsking] = useState(false)
  const restoreFocus = useRestoreFocusTarget()
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <div className="card">
      <h2 ref={heading} tabIndex={-1}>
        Your identity
      </h2>
      {acsUserId === null ? (
        <>
          <p>
            You have no identity in Azure Communication Services yet. It is created once and stays
            yours, on every device.
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
          <p>Calls and chats know you by this id. It holds nothing of your Microsoft account.</p>
          <p className={styles.id}>
            <code>{acsUserId}</code>
          </p>
          <div className="actions">
            <CopyButton text={acsUserId} label="Copy the id" />
            <ActionButton
              {...restoreFocus}
              icon={<DeleteRegular />}
              disabled={isBusy}
              onClick={() => setAsking(true)}
            >
              Delete my identity
            </ActionButton>
          </div>
        </>
      )}
      {/* Stays in the page while it closes: it gives the rest of the page back to screen readers. */}
      <DeleteDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        // The button that had the focus is gone by then.
        onConfirm={() => void remove().then(() => heading.current?.focus())}
      />
      <ReportLine report={reports.identity} />
    </div>
  )
}
