import type { ReactNode } from 'react'
import styles from './controls.module.css'

interface ControlButtonProps {
  icon: ReactNode
  /** What it does, in full. */
  label: string
  /** What stands under the icon; a part of the label. */
  shortLabel?: string
  /** Whether what it switches is off. */
  isOff?: boolean
  isLeave?: boolean
  isDisabled?: boolean
  keys?: string
  onClick: () => void
}

/** A button of the bar: an icon over a word. */
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
