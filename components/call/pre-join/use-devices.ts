'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { DeviceChoice, DeviceKind } from '@/lib/call/call-provider'
import { explainMediaError } from '@/lib/call/explain-media-error'
import { openCamera, openMicrophone } from '@/lib/call/media'
import { type DeviceLists, listDevices, noDevices } from './list-devices'

type Opened = 'microphone' | 'camera'

/** The devices before a call: what there is, what was chosen, what is open. */
export interface DeviceState {
  /** Whether the browser was asked already. */
  isAsked: boolean
  isBusy: boolean
  devices: DeviceLists
  choice: DeviceChoice
  /** Whether the person wants it in the call, also while it is still being opened. */
  wanted: Record<Opened, boolean>
  tracks: Partial<Record<Opened, MediaStreamTrack>>
  /** Why one isn't open although it was wanted. */
  troubles: Partial<Record<Opened, Trouble>>
}

interface Trouble {
  text: string
  /** Whether the person can end it in the browser's settings. */
  isRefused: boolean
}

const none: DeviceState = {
  isAsked: false,
  isBusy: false,
  devices: noDevices,
  choice: {},
  wanted: { microphone: false, camera: false },
  tracks: {},
  troubles: {},
}

const open = { microphone: openMicrophone, camera: openCamera }

/** Opens camera and microphone for a preview. Where the browser allows them already, at once. */
export function useDevices() {
  const [state, setState] = useState(none)
  const tracks = useRef<DeviceState['tracks']>({})
  const isGone = useRef(false)

  const stop = useCallback((kind: Opened, trouble?: Trouble) => {
    tracks.current[kind]?.stop()
    tracks.current = without(tracks.current, kind)
    setState((now) => ({
      ...now,
      wanted: { ...now.wanted, [kind]: false },
      tracks: without(now.tracks, kind),
      ...(trouble && { troubles: { ...now.troubles, [kind]: trouble } }),
    }))
  }, [])

  const start = useCallback(
    async (kind: Opened, deviceId?: string) => {
      try {
        const track = await open[kind](deviceId)
        // Nobody would close what opens after the person has gone on into the call.
        if (isGone.current) {
          track.stop()
          return
        }
        tracks.current[kind]?.stop()
        tracks.current[kind] = track
        track.addEventListener('ended', () => {
          const isCurrent = tracks.current[kind] === track
          if (isCurrent) stop(kind, { text: `Your ${kind} stopped.`, isRefused: false })
        })
        setState((now) => ({
          ...now,
          wanted: { ...now.wanted, [kind]: true },
          tracks: { ...now.tracks, [kind]: track },
          troubles: without(now.troubles, kind),
        }))
      } catch (error) {
        const isRefused = error instanceof DOMException && error.name === 'NotAllowedError'
        stop(kind, { text: explainMediaError(kind, error), isRefused })
      }
      const devices = await listDevices()
      setState((now) => ({ ...now, devices }))
    },
    [stop],
  )

  const startBoth = useCallback(async () => {
    setState((now) => ({
      ...now,
      isAsked: true,
      isBusy: true,
      wanted: { microphone: true, camera: true },
    }))
    // One after the other: browsers ask about each, and one may be there without the other.
    await start('camera')
    if (!isGone.current) await start('microphone')
    setState((now) => ({ ...now, isBusy: false }))
  }, [start])

  useEffect(() => {
    isGone.current = false
    void isAllowed().then((isAllowedAlready) => (isAllowedAlready ? startBoth() : undefined))
    return () => {
      isGone.current = true
      for (const track of Object.values(tracks.current)) track.stop()
    }
  }, [startBoth])

  const { isAsked } = state
  useEffect(() => {
    if (!isAsked) return
    const list = () =>
      void listDevices().then((devices) => setState((now) => ({ ...now, devices })))
    navigator.mediaDevices.addEventListener('devicechange', list)
    return () => navigator.mediaDevices.removeEventListener('devicechange', list)
  }, [isAsked])

  return {
    ...state,
    startBoth,
    start: (kind: Opened) => start(kind, state.choice[`${kind}Id`]),
    stop: (kind: Opened) => stop(kind),
    async choose(kind: DeviceKind, deviceId: string) {
      setState((now) => ({ ...now, choice: { ...now.choice, [`${kind}Id`]: deviceId } }))
      if (kind !== 'speaker' && state.tracks[kind]) await start(kind, deviceId)
    },
  }
}

export type Devices = ReturnType<typeof useDevices>

async function isAllowed(): Promise<boolean> {
  if (!('mediaDevices' in navigator)) return false
  try {
    const names = ['camera', 'microphone'] as PermissionName[]
    const answers = await Promise.all(names.map((name) => navigator.permissions.query({ name })))
    return answers.every(({ state }) => state === 'granted')
  } catch {
    // Firefox before 137 can't be asked about devices.
    return false
  }
}

function without<T extends object>(values: T, key: keyof T): T {
  const others = { ...values }
  Reflect.deleteProperty(others, key)
  return others
}
