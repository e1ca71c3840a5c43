const sentences: Record<string, string> = {
  NotAllowedError: 'The browser was not allowed to use the {device}.',
  NotFoundError: 'There is no {device}.',
  OverconstrainedError: 'The {device} you chose is not there any more.',
  NotReadableError: 'The {device} can’t be used: another app may have it.',
  AbortError: 'The {device} stopped while it was started.',
}

/** Why a camera, a microphone or a screen could not be opened. */
export function explainMediaError(device: string, error: unknown): string {
  const name = error instanceof DOMException ? error.name : ''
  const sentence = sentences[name] ?? 'The {device} could not be started.'
  return sentence.replace('{device}', device)
}
