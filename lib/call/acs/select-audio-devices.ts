import type { DeviceManager } from '@azure/communication-calling'
import type { DeviceChoice } from '../call-provider'
import { isSame } from './local-camera'

/** Selects microphone and speaker, where they were chosen and the browser allows it. */
export async function selectAudioDevices(
  devices: DeviceManager,
  { microphoneId, speakerId }: DeviceChoice,
): Promise<void> {
  if (microphoneId !== undefined) {
    const microphones = await devices.getMicrophones()
    const microphone = microphones.find(({ id }) => isSame(id, microphoneId))
    if (microphone) await devices.selectMicrophone(microphone)
  }
  if (speakerId !== undefined && devices.isSpeakerSelectionAvailable) {
    const speaker = (await devices.getSpeakers()).find(({ id }) => isSame(id, speakerId))
    if (speaker) await devices.selectSpeaker(speaker)
  }
}
