import { Avatar } from '@fluentui/react-components'
import { HandRightFilled } from '@fluentui/react-icons/headless/svg/hand-right'
import { MicOffRegular } from '@fluentui/react-icons/headless/svg/mic-off'
import type { CallState, Participant } from '@/lib/call/call-state'
import styles from './video-gallery.module.css'
import { VideoViewHost } from './video-view-host'
import { Reactions } from './reactions'

/** The participants' cameras and shared screens. */
export function VideoGallery({ state }: { state: CallState }) {
  const { me, others, reactions, phase } = state
  const sharing = [...others, me].filter(({ screen }) => screen)
  return (
    <section
      aria-label="Video gallery"
      className={styles.gallery}
      data-sharing={sharing.length > 0}
    >
      {phase === 'lobby' && (
        <p className={styles.notice}>
          Someone in the meeting must admit you. Nobody can see or hear you yet.
        </p>
      )}
      {phase === 'connected' && others.length === 0 && (
        <p className={styles.notice}>Nobody else has joined yet.</p>
      )}
      {sharing.map(({ id, name, screen }) => (
        <figure key={id} className={styles.screen}>
          {screen && <VideoViewHost view={screen} label={`Screen of ${name}`} isWhole />}
          <figcaption>
            {id === me.id ? 'You’re sharing your screen' : `${name} is sharing`}
          </figcaption>
        </figure>
      ))}
      <div className={styles.tiles} data-count={others.length + 1}>
        {others.map((other) => (
          <Tile key={other.id} participant={other} label={other.name} />
        ))}
        <Tile participant={me} label="You" isMine />
      </div>
      <Reactions reactions={reactions} />
    </section>
  )
}

interface TileProps {
  participant: Participant
  label: string
  isMine?: boolean
}

function Tile({ participant, label, isMine = false }: TileProps) {
  const { name, camera, isMuted, isSpeaking, isHandRaised } = participant
  return (
    <figure className={styles.tile} data-speaking={isSpeaking}>
      {camera ? (
        <VideoViewHost view={camera} label={`Camera of ${label}`} isMirrored={isMine} />
      ) : (
        <Avatar name={name} size={72} color="colorful" aria-hidden />
      )}
      <figcaption>
        {isHandRaised && <HandRightFilled />}
        {isMuted && <MicOffRegular />}
        <span>{label}</span>
      </figcaption>
    </figure>
  )
}
