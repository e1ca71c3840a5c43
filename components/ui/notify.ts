/** Something to say in passing; what matters stands in the page itself. */
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

/** Takes up what is notified, until the answer is called. */
export function onNotification(next: Listener): () => void {
  listener = next
  return () => {
    listener = undefined
  }
}
