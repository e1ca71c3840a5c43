import type { DeviceKind } from '@/lib/call/call-provider'

export type DeviceLists = Record<DeviceKind, readonly MediaDeviceInfo[]>

export const noDevices: DeviceLists = { microphone: [], camera: [], speaker: [] }

/** The devices. Browsers hide their names until they may be used; until then none are listed. */
export async function listDevices(): Promise<DeviceLists> {
  const all = await navigator.mediaDevices.enumerateDevices()
  const named = (kind: MediaDeviceKind) =>
    all.filter((device) => device.kind === kind && device.label !== '')
  return {
    microphone: named('audioinput'),
    camera: named('videoinput'),
    speaker: named('audiooutput'),
  }
}
