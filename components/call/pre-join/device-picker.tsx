import { Field, Select } from '@fluentui/react-components'
import type { DeviceKind } from '@/lib/call/call-provider'

const names: Record<DeviceKind, string> = {
  camera: 'Camera',
  microphone: 'Microphone',
  speaker: 'Speaker',
}

interface DevicePickerProps {
  kind: DeviceKind
  devices: readonly MediaDeviceInfo[]
  chosen: string | undefined
  onChoose: (deviceId: string) => void
}

/** Selects a device of a kind. */
export function DevicePicker({ kind, devices, chosen, onChoose }: DevicePickerProps) {
  return (
    <Field label={names[kind]} size="small">
      <Select
        size="medium"
        value={chosen ?? devices[0]?.deviceId ?? ''}
        disabled={devices.length === 0}
        onChange={(_, { value }) => onChoose(value)}
      >
        {devices.length === 0 && <option value="">{emptyOption(kind)}</option>}
        {devices.map(({ deviceId, label }) => (
          <option key={deviceId} value={deviceId}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  )
}

function emptyOption(kind: DeviceKind): string {
  return kind === 'speaker' ? 'System speaker' : `No ${kind}`
}
