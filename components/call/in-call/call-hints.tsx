import { MessageBar, MessageBarBody } from '@fluentui/react-components'

/** What troubles the call, said as it comes. */
export function CallHints({ hints }: { hints: readonly string[] }) {
  return (
    <div aria-live="polite">
      {hints.map((hint) => (
        <MessageBar key={hint} intent="warning" layout="multiline">
          <MessageBarBody>{hint}</MessageBarBody>
        </MessageBar>
      ))}
    </div>
  )
}
