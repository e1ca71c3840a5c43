'use client'

import { useSyncExternalStore } from 'react'
import type { Call } from '@/lib/call/call-provider'
import type { CallState } from '@/lib/call/call-state'

/** A call's state, as it changes. */
export function useCallState(call: Call): CallState {
  return useSyncExternalStore(call.subscribe, call.state, call.state)
}
