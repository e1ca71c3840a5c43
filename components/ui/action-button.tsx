'use client'

import { Button, type ButtonProps } from '@fluentui/react-components'
import { useHydrated } from './use-hydrated'

/** A button that is aria-disabled until hydrated. */
export function ActionButton(props: ButtonProps) {
  const isReady = useHydrated()
  return <Button {...props} {...(!isReady && { 'aria-disabled': true })} />
}
