import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { DeviceState } from './use-devices'

/** Why camera or microphone are missing, and how to give this page permission. */
export function PermissionHelp({ problems }: Pick<DeviceState, 'problems'>) {
  const all = Object.values(problems)
  if (all.length === 0) return null
  return (
    <MessageBar intent="warning" layout="multiline" role="status">
      <MessageBarBody>
        {all.map(({ text }) => (
          <span key={text}>{text} </span>
        ))}
        {all.some(({ isDenied }) => isDenied)
          ? 'Open the site settings next to the address bar, allow access, then turn it on again. You can also join without it.'
          : 'You can still join to see and hear the others.'}
      </MessageBarBody>
    </MessageBar>
  )
}
