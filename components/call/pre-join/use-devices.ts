'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { DeviceChoice, DeviceKind } from '@/lib/call/call-provider'
import { explainMediaError } from '@/lib/call/explain-media-error'
import { openCamera, openMicrophone } from '@/lib/call/media'
import { type DeviceLists, listDevices, noDevices } from './list-devices'

type Opened = 'microphone' | 'camera'

/** The devices before a call: which exist, which are selected, which are open. */
export interface DeviceState {
  /** Whether permission was requested already. */
  isAsked: boolean
  isBusy: boolean
  devices: DeviceLists
  choice: DeviceChoice
  /** Whether the person wants it in the call, even while it is still opening. */
  wanted: Record<Opened, boolean>
  tracks: Partial<Record<Opened, MediaStreamTrack>>
  /** Why a device isn't open although it was wanted. */
  problems: Partial<Record<Opened, DeviceProblem>>
}

interface DeviceProblem {
  text: string
  /** Whether the person can fix it in the browser's settings. */
  isDenied: boolean
}

const none: DeviceState = {
  isAsked: false,
  isBusy: false,
  devices: noDevices,
  choice: {},
  wanted: { microphone: false, camera: false },
  tracks: {},
  problems: {},
}

const open = { microphone: openMicrophone, camera: openCamera }

/** Opens camera and microphone for a preview; at once where the browser already allows them. */
export function useDevices() {
  const [state, setState] = useState(none)
  const tracks = useRef<DeviceState['tracks']>({})
  const isUnmounted = useRef(false)

  const stop = useCallback((kind: Opened, problem?: DeviceProblem) => {
    tracks.current[kind]?.stop()
    tracks.current = without(tracks.current, kind)
    setState((now) => ({
      ...now,
      wanted: { ...now.wanted, [kind]: false },
      tracks: without(now.tracks, kind),
      ...(problem && { problems: { ...now.problems, [kind]: problem } }),
    }))
  }, [])

  const start = useCallback(
    async (kind: Opened, deviceId?: string) => {
      try {
        const track = await open[kind](deviceId)
        // Nobody would close a device that opens after the person has moved on into the call.
        if (isUnmounted.current) {
          track.stop()
          return
        }
        tracks.current[kind]?.stop()
        tracks.current[kind] = track
        track.addEventListener('ended', () => {
          const isCurrent = tracks.current[kind] === track
          if (isCurrent) stop(kind, { text: `Your ${kind} stopped.`, isDenied: false })
        })
        setState((now) => ({
          ...now,
          wanted: { ...now.wanted, [kind]: true },
          tracks: { ...now.tracks, [kind]: track },
          problems: without(now.problems, kind),
        }))
      } catch (error) {
        const isDenied = error instanceof DOMException && error.name === 'NotAllowedError'
        stop(kind, { text: explainMediaError(kind, error), isDenied })
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
    // One after the other: browsers ask for each, and one may exist without the other.
    await start('camera')
    if (!isUnmounted.current) await start('microphone')
    setState((now) => ({ ...now, isBusy: false }))
  }, [start])

  useEffect(() => {
    isUnmounted.current = false
    void isAllowed().then((isAllowedAlready) => (isAllowedAlready ? startBoth() : undefined))
    return () => {
      isUnmounted.current = true
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
    const statuses = await Promise.all(names.map((name) => navigator.permissions.query({ name })))
    return statuses.every(({ state }) => state === 'granted')
  } catch {
    // Firefox before 137 can't query device permissions.
    return false
  }
}

function without<T extends object>(values: T, key: keyof T): T {
  const others = { ...values }
  Reflect.deleteProperty(others, key)
  return others
}
