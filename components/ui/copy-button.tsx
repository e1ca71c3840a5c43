'use client'

import { Button } from '@fluentui/react-components'
import { CopyRegular } from '@fluentui/react-icons/headless/svg/copy'
import { notify } from './notify'

interface CopyButtonProps {
  /** A function where only the browser knows the text. */
  text: string | (() => string)
  label: string
  isSmall?: boolean
}

/** Copies a text; a toast says whether that worked. */
export function CopyButton({ text, label, isSmall = false }: CopyButtonProps) {
  return (
    <Button
      appearance={isSmall ? 'subtle' : 'secondary'}
      size={isSmall ? 'small' : 'medium'}
      icon={<CopyRegular />}
      onClick={() => {
        navigator.clipboard.writeText(typeof text === 'string' ? text : text()).then(
          () => notify({ intent: 'success', text: 'Copied to the clipboard' }),
          () => notify({ intent: 'error', text: 'The browser did not allow copying' }),
        )
      }}
    >
      {label}
    </Button>
  )
}
