'use client'

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'

interface DeleteDialogProps {
  isOpen: boolean
  onClose: () => void
  onConfirm: () => void
}

/** Asks before the identity is deleted. */
export function DeleteDialog({ isOpen, onClose, onConfirm }: DeleteDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Delete your identity?</DialogTitle>
          <DialogContent>
            Its tokens stop working, and its calls and chats are no longer yours. The next identity
            you create will be another one.
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Keep it</Button>
            <Button
              appearance="primary"
              onClick={() => {
                onClose()
                onConfirm()
              }}
            >
              Delete
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
