import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { EntraRefusal } from '@/components/entra/explain-entra-error'

/** Why Entra issued no token, and what helps. */
export function Refusal({ refusal: { text, code } }: { refusal: EntraRefusal }) {
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {text}
        {code !== '' && (
          <>
            {' '}
            Microsoft’s code: <code>{code}</code>
          </>
        )}
      </MessageBarBody>
    </MessageBar>
  )
}
