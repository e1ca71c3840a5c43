/** Measures how loud a track is. */
export interface SoundLevel {
  /** From 0, silence, to 1. */
  read: () => number
  close: () => void
}

// A third of a second: nothing said falls between two looks.
const WINDOW = 16_384

/** Starts to measure. Browsers hear nothing before the person has touched the page. */
export function measureSound(track: MediaStreamTrack): SoundLevel {
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
      // Speech is some 40 dB below full scale and louder; decibels are what ears go by.
      return Math.min(1, Math.max(0, (10 * Math.log10(power + 1e-9) + 60) / 60))
    },
    close() {
      document.removeEventListener('pointerdown', resume)
      document.removeEventListener('keydown', resume)
      void context.close()
    },
  }
}

/** From which level somebody is shown as speaking. */
export const SPEAKING_LEVEL = 0.35
