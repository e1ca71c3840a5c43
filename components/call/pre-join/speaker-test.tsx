'use client'

import { Button } from '@fluentui/react-components'
import { Speaker2Regular } from '@fluentui/react-icons/headless/svg/speaker'
import { useState } from 'react'

const NOTES = [523.25, 659.25, 783.99]
const NOTE_SECONDS = 0.35

/** Plays three notes on the chosen speaker. */
export function SpeakerTest({ speakerId }: { speakerId: string | undefined }) {
  const [isPlaying, setPlaying] = useState(false)
  return (
    <Button
      icon={<Speaker2Regular />}
      disabledFocusable={isPlaying}
      onClick={() => {
        setPlaying(true)
        void play(speakerId).finally(() => setPlaying(false))
      }}
    >
      {isPlaying ? 'Playing three notes…' : 'Test speaker'}
    </Button>
  )
}

async function play(speakerId: string | undefined): Promise<void> {
  const context = new AudioContext()
  const output = new MediaStreamAudioDestinationNode(context)
  const speaker = new Audio()
  speaker.srcObject = output.stream
  if (speakerId !== undefined && 'setSinkId' in speaker) await speaker.setSinkId(speakerId)
  for (const [i, frequency] of NOTES.entries()) {
    const note = new OscillatorNode(context, { frequency })
    const volume = new GainNode(context, { gain: 0.2 })
    note.connect(volume).connect(output)
    note.start(context.currentTime + i * NOTE_SECONDS)
    note.stop(context.currentTime + (i + 1) * NOTE_SECONDS)
  }
  await speaker.play()
  await new Promise((resolve) => setTimeout(resolve, NOTES.length * NOTE_SECONDS * 1000))
  speaker.srcObject = null
  await context.close()
}
