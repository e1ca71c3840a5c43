'use client'

import { Button } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons/headless/svg/delete'
import { useRef } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import styles from './delete-button.module.css'

/** Deletes the identity, after a confirmation. */
export function DeleteButton(props: { disabled: boolean; onConfirm: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <>
      <ActionButton
        icon={<DeleteRegular />}
        disabled={props.disabled}
        onClick={() => dialog.current?.showModal()}
      >
        Delete my identity
      </ActionButton>
      <dialog ref={dialog} aria-labelledby="delete-title" className={styles.dialog}>
        <form method="dialog">
          <h2 id="delete-title">Delete your identity?</h2>
          <p>
            Its tokens stop working, and you lose access to its calls and chats. You can create a
            new identity, but not restore this one.
          </p>
          <div className="actions">
            <Button type="submit">Keep it</Button>
            <Button type="submit" appearance="primary" onClick={props.onConfirm}>
              Delete
            </Button>
          </div>
        </form>
      </dialog>
    </>
  )
}
