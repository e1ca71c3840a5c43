import type { ReactNode } from 'react'
import styles from './controls.module.css'

interface ControlButtonProps {
  icon: ReactNode
  /** What it does; the accessible name. */
  label: string
  /** The text under the icon; part of the label (WCAG 2.5.3). */
  shortLabel?: string
  /** Whether what it switches is off. */
  isOff?: boolean
  isLeave?: boolean
  isDisabled?: boolean
  keys?: string
  onClick: () => void
}

/** A button of the control bar: an icon above its text. */
export function ControlButton(props: ControlButtonProps) {
  const {
    icon,
    label,
    shortLabel = label,
    isOff,
    isLeave,
    isDisabled = false,
    keys,
    onClick,
  } = props
  return (
    <button
      type="button"
      className={styles.control}
      data-off={isOff}
      data-leave={isLeave}
      aria-label={label}
      aria-disabled={isDisabled}
      aria-keyshortcuts={keys}
      title={label}
      onClick={() => isDisabled || onClick()}
    >
      {icon}
      <span>{shortLabel}</span>
    </button>
  )
}
