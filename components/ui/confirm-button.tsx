'use client'

import { Button, type ButtonProps } from '@fluentui/react-components'
import { type ReactNode, useId, useRef } from 'react'
import { ActionButton } from './action-button'
import styles from './confirm-button.module.css'

interface ConfirmButtonProps {
  label: string
  icon?: NonNullable<ButtonProps['icon']>
  disabled: boolean
  /** The question. */
  title: string
  /** What happens. */
  children: ReactNode
  /** The words of the two answers. */
  confirm: string
  decline: string
  onConfirm: () => void
}

/** A button for what can't be undone: it asks first. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, icon, disabled, title, children, confirm, decline, onConfirm } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  return (
    <>
      <ActionButton
        {...(icon && { icon })}
        disabled={disabled}
        onClick={() => dialog.current?.showModal()}
      >
        {label}
      </ActionButton>
      <dialog ref={dialog} aria-labelledby={titleId} className={styles.dialog}>
        <form method="dialog">
          <h2 id={titleId}>{title}</h2>
          {children}
          <div className="actions">
            <Button type="submit">{decline}</Button>
            <Button type="submit" appearance="primary" onClick={onConfirm}>
              {confirm}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  )
}
