const sentences: Record<string, string> = {
  NotAllowedError: 'The browser does not have permission to use the {device}.',
  NotFoundError: 'No {device} was found.',
  OverconstrainedError: 'The {device} you selected is no longer available.',
  NotReadableError: 'The {device} can’t be used. Another app may be using it.',
  AbortError: 'The {device} stopped while it was starting.',
}

/** Why a camera, a microphone or a screen could not be opened. */
export function explainMediaError(device: string, error: unknown): string {
  const name = error instanceof DOMException ? error.name : ''
  const sentence = sentences[name] ?? 'The {device} could not start.'
  return sentence.replace('{device}', device)
}
