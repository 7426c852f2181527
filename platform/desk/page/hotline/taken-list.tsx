import { Button, Input } from 'antd'
import { hotlineWords as words } from './hotline-words.js'

interface TakenListProps {
  taken: ReadonlyMap<string, { title: string; text: string }>
  onChange: (key: string, text: string) => void
  /** The field was left. */
  onDone: (key: string, text: string) => void
  onDrop: (key: string) => void
}

/** What was copied, to be changed to what is really said. */
export function TakenList({ taken, onChange, onDone, onDrop }: TakenListProps) {
  if (taken.size === 0) return null
  return (
    <section className="taken" aria-labelledby="taken">
      <h2 id="taken">{words.taken}</h2>
      <p className="hotline__keys">{words.takenHint}</p>
      {[...taken].map(([key, { title, text }]) => (
        <div key={key} className="taken__one">
          <Input.TextArea
            aria-label={title}
            value={text}
            rows={5}
            onChange={({ target }) => onChange(key, target.value)}
            onBlur={() => onDone(key, text)}
          />
          <Button
            size="small"
            type="text"
            aria-label={`${words.takeBack}：${title}`}
            onClick={() => onDrop(key)}
          >
            {words.takeBack}
          </Button>
        </div>
      ))}
    </section>
  )
}
