import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { DeviceState } from './use-devices'

/** Why camera or microphone aren't there, and how to let this page have them. */
export function PermissionHelp({ troubles }: Pick<DeviceState, 'troubles'>) {
  const all = Object.values(troubles)
  if (all.length === 0) return null
  return (
    <MessageBar intent="warning" layout="multiline" role="status">
      <MessageBarBody>
        {all.map(({ text }) => (
          <span key={text}>{text} </span>
        ))}
        {all.some(({ isRefused }) => isRefused)
          ? 'Open the site’s settings beside the address, allow it there, then turn it on again. Without it you can still join.'
          : 'You can still join, and see and hear the others.'}
      </MessageBarBody>
    </MessageBar>
  )
}
