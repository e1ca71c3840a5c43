'use client'

import { Toast, Toaster, ToastTitle, useId, useToastController } from '@fluentui/react-components'
import { useEffect } from 'react'
import type { Notification } from './notify'

/** Shows each notification for a few seconds, and announces it to screen readers. */
export function ToastArea({ latest }: { latest: Notification }) {
  const toasterId = useId('toasts')
  const { dispatchToast } = useToastController(toasterId)
  useEffect(() => {
    dispatchToast(
      <Toast>
        <ToastTitle>{latest.text}</ToastTitle>
      </Toast>,
      { intent: latest.intent, timeout: 3000 },
    )
  }, [latest, dispatchToast])
  return <Toaster toasterId={toasterId} position="top-end" />
}
