/** Measures how loud a track is. */
export interface AudioLevel {
  /** From 0, silence, to 1. */
  read: () => number
  close: () => void
}

// A third of a second: longer than the time between two reads.
const WINDOW = 16_384

/** Starts to measure. Browsers run no AudioContext before the person has interacted with the page. */
export function measureAudioLevel(track: MediaStreamTrack): AudioLevel {
  const context = new AudioContext()
  const analyser = new AnalyserNode(context, { fftSize: WINDOW })
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const resume = () => void context.resume()
  document.addEventListener('pointerdown', resume, { once: true })
  document.addEventListener('keydown', resume, { once: true })
  return {
    read() {
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      // Speech is some 40 dB below full scale and louder; loudness is perceived in decibels.
      return Math.min(1, Math.max(0, (10 * Math.log10(power + 1e-9) + 60) / 60))
    },
    close() {
      document.removeEventListener('pointerdown', resume)
      document.removeEventListener('keydown', resume)
      void context.close()
    },
  }
}

/** The level from which a participant counts as speaking. */
export const SPEAKING_LEVEL = 0.35
