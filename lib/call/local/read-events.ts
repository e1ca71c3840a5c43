/** Reads Server-Sent Events with JSON data from a response body (WHATWG HTML section 9.2). */
export async function* readEvents<Event extends { id: string; event: string; data: unknown }>(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<Event> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      text += decoder.decode(value, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) yield parse(block) as Event
    }
  } finally {
    void reader.cancel().catch(() => undefined)
  }
}

function parse(block: string): { id: string; event: string; data: unknown } {
  const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line) ?? [])
  const field = (wanted: string) => fields.find(([, name]) => name === wanted)?.[2] ?? ''
  return { id: field('id'), event: field('event'), data: JSON.parse(field('data')) as unknown }
}
