'use client'

import { DeleteRegular } from '@fluentui/react-icons/headless/svg/delete'
import { ConfirmButton } from '@/components/ui/confirm-button'

/** Deletes the identity, after a confirmation. */
export function DeleteButton(props: { disabled: boolean; onConfirm: () => void }) {
  return (
    <ConfirmButton
      label="Delete my identity"
      icon={<DeleteRegular />}
      title="Delete your identity?"
      confirm="Delete"
      decline="Keep it"
      {...props}
    >
      <p>
        Its tokens stop working, and you lose access to its calls and chats. You can create a new
        identity, but not restore this one.
      </p>
    </ConfirmButton>
  )
}
