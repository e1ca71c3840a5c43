'use client'

import { Button, type ButtonProps } from '@fluentui/react-components'
import { useHydrated } from './use-hydrated'

/** A button that says of itself that it does nothing until the page's script runs. */
export function ActionButton(props: ButtonProps) {
  const isReady = useHydrated()
  return <Button {...props} {...(!isReady && { 'aria-disabled': true })} />
}
