'use client'

import { Button, type ButtonProps } from '@fluentui/react-components'
import { useSyncExternalStore } from 'react'

/** A button that says of itself that it does nothing until the page's script runs. */
export function ActionButton(props: ButtonProps) {
  const isReady = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return <Button {...props} {...(!isReady && { 'aria-disabled': true })} />
}

function never() {
  return () => undefined
}
