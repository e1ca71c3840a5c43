import { Avatar } from '@fluentui/react-components'
import { HandRightFilled } from '@fluentui/react-icons/headless/svg/hand-right'
import { MicOffRegular } from '@fluentui/react-icons/headless/svg/mic-off'
import type { CallState, Participant } from '@/lib/call/call-state'
import styles from './stage.module.css'
import { PictureView } from './video-view'
import { Reactions } from './reactions'

/** Everybody in the call, and what is shared. */
export function Stage({ state }: { state: CallState }) {
  const { me, others, reactions, phase } = state
  const sharing = [...others, me].filter(({ screen }) => screen)
  return (
    <section aria-label="Stage" className={styles.stage} data-sharing={sharing.length > 0}>
      {phase === 'lobby' && (
        <p className={styles.notice}>
          Somebody in the meeting has to let you in. Nobody sees or hears you yet.
        </p>
      )}
      {phase === 'connected' && others.length === 0 && (
        <p className={styles.notice}>Nobody else is here yet.</p>
      )}
      {sharing.map(({ id, name, screen }) => (
        <figure key={id} className={styles.screen}>
          {screen && <PictureView picture={screen} label={`Screen of ${name}`} isWhole />}
          <figcaption>{id === me.id ? 'You share your screen' : `${name} shares`}</figcaption>
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
        <PictureView picture={camera} label={`Camera of ${label}`} isMirrored={isMine} />
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
