/** A transient message; what matters is on the page itself. */
export interface Notification {
  intent: 'success' | 'error'
  text: string
}

type Listener = (notification: Notification) => void

let listener: Listener | undefined

/** Shows a toast. */
export function notify(notification: Notification): void {
  listener?.(notification)
}

/** Listens to notifications; returns what stops that. */
export function onNotification(next: Listener): () => void {
  listener = next
  return () => {
    listener = undefined
  }
}
