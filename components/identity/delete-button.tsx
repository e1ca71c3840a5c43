'use client'

import { useRef } from 'react'

/** Deletes the identity, after a question. */
export function DeleteButton(props: { disabled: boolean; onConfirm: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <>
      <button disabled={props.disabled} onClick={() => dialog.current?.showModal()}>
        Delete my identity
      </button>
      <dialog ref={dialog} aria-labelledby="delete-title">
        <form method="dialog">
          <h2 id="delete-title">Delete your identity?</h2>
          <p>Its tokens stop working. The next identity you create will be another one.</p>
          <div className="actions">
            <button className="danger" onClick={props.onConfirm}>
              Delete
            </button>
            <button autoFocus>Keep it</button>
          </div>
        </form>
      </dialog>
    </>
  )
}
