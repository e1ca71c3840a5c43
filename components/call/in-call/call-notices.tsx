import { MessageBar, MessageBarBody } from '@fluentui/react-components'

/** What goes wrong in the call, announced to screen readers. */
export function CallNotices({ notices }: { notices: readonly string[] }) {
  return (
    <div aria-live="polite">
      {notices.map((notice) => (
        <MessageBar key={notice} intent="warning" layout="multiline">
          <MessageBarBody>{notice}</MessageBarBody>
        </MessageBar>
      ))}
    </div>
  )
}
