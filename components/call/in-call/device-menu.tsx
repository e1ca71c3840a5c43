'use client'

import { SettingsRegular } from '@fluentui/react-icons/headless/svg/settings'
import { useEffect, useState } from 'react'
import type { Call, DeviceChoice, DeviceKind } from '@/lib/call/call-provider'
import styles from './controls.module.css'
import { ControlButton } from './control-button'
import { DevicePicker } from '../pre-join/device-picker'
import { type DeviceLists, listDevices, noDevices } from '../pre-join/list-devices'

/** Changes devices during a call. */
export function DeviceMenu({ call, chosen }: { call: Call; chosen: DeviceChoice }) {
  const [isOpen, setOpen] = useState(false)
  const [choice, setChoice] = useState(chosen)
  const [devices, setDevices] = useState<DeviceLists>(noDevices)

  useEffect(() => {
    if (!isOpen) return
    const list = () => void listDevices().then(setDevices)
    list()
    navigator.mediaDevices.addEventListener('devicechange', list)
    return () => navigator.mediaDevices.removeEventListener('devicechange', list)
  }, [isOpen])

  function choose(kind: DeviceKind, id: string) {
    setChoice({ ...choice, [`${kind}Id`]: id })
    void call.switchDevice(kind, id)
  }

  return (
    <>
      <ControlButton
        icon={<SettingsRegular />}
        label={isOpen ? 'Hide devices' : 'Devices'}
        shortLabel="Devices"
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <div role="group" aria-label="Devices" className={styles.devicePanel}>
          {(['camera', 'microphone', 'speaker'] as const).map((kind) => (
            <DevicePicker
              key={kind}
              kind={kind}
              devices={devices[kind]}
              chosen={choice[`${kind}Id`]}
              onChoose={(id) => choose(kind, id)}
            />
          ))}
        </div>
      )}
    </>
  )
}
