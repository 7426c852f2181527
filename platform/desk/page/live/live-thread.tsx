import { Button } from 'antd'
import type { Basis } from '../../../../bot/answer.js'
import { keyed } from '../../../../ui/keyed.js'
import { NoteIcon } from '../icons.js'
import { ThreadFrame } from '../thread-frame.js'
import { Time } from '../time.js'
import { BotAnswer } from './bot-answer.js'
import { Confidence } from './confidence.js'
import type { Line } from './live-api.js'
import { liveWords as words } from './live-words.js'

interface LiveThreadProps {
  lines: readonly Line[]
  onOpenBasis: (basis: Basis) => void
  /** null: the reader is not the one who answers. */
  onUseWhisper: ((text: string) => void) | null
}

/** What the citizen sees, and between it what only staff do: who came and went, and what they whisper. */
export function LiveThread({ lines, onOpenBasis, onUseWhisper }: LiveThreadProps) {
  const newestAnswer = lines.findLast(({ role }) => role === 'bot')
  return (
    <ThreadFrame label={words.thread} count={lines.length}>
      {keyed(lines, ({ at, role }) => `${at} ${role}`).map(({ key, item: line }) => (
        <li key={key} className={CLASSES[line.role]}>
          {line.role === 'notice' ? (
            <p>
              {line.by === null ? line.text : words.noticeBy(line.by, line.text)}
              <Time at={line.at} />
            </p>
          ) : (
            <>
              <p className="said__head">
                <Who line={line} />
                <Time at={line.at} />
              </p>
              {line.answer ? (
                <BotAnswer answer={line.answer} isNewest={line === newestAnswer} onOpenBasis={onOpenBasis} />
              ) : (
                <p className="said__text">{line.text}</p>
              )}
              {line.role === 'whisper' && onUseWhisper && (
                <Button
                  type="link"
                  size="small"
                  className="said__more"
                  onClick={() => onUseWhisper(line.text)}
                >
                  {words.useWhisper}
                </Button>
              )}
            </>
          )}
        </li>
      ))}
    </ThreadFrame>
  )
}

const CLASSES: Record<Line['role'], string> = {
  citizen: 'said said--citizen',
  bot: 'said said--bot said--answer',
  staff: 'said said--staff',
  whisper: 'note note--whisper',
  notice: 'event',
}

function Who({ line: { role, by, probability } }: { line: Line }) {
  if (role === 'whisper') {
    return (
      <>
        <NoteIcon /> {words.whisperBy(by ?? words.staff)}
      </>
    )
  }
  return (
    <>
      <strong>{by ?? (role === 'staff' ? words.staff : role === 'bot' ? words.bot : words.citizen)}</strong>
      {role === 'bot' && <Confidence probability={probability} />}
    </>
  )
}
