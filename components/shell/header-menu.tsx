import type { ReactNode } from 'react'
import styles from './header-menu.module.css'

interface HeaderMenuProps {
  id: string
  /** The button's accessible name. */
  label: string
  trigger: ReactNode
  children: ReactNode
}

/** A button in the header and what it opens. The browser itself opens, closes and keeps the focus. */
export function HeaderMenu({ id, label, trigger, children }: HeaderMenuProps) {
  return (
    <>
      <button type="button" className={styles.trigger} popoverTarget={id} aria-label={label}>
        {trigger}
      </button>
      <div id={id} popover="auto" role="group" aria-label={label} className={styles.surface}>
        {children}
      </div>
    </>
  )
}
