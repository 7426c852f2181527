import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import type { DraftReply } from '../../../../knowledge/drafts/draft-wire.js'
import { Time } from '../../time.js'
import { useAction } from '../../use-action.js'
import { knowledgeApi } from '../knowledge-api.js'
import { draftWords as words } from './draft-words.js'

interface CommentListProps {
  reply: DraftReply
  onDone: (reply: DraftReply) => Promise<void>
}

/** What those who look at a draft tell each other. */
export function CommentList({ reply: { draft, comments }, onDone }: CommentListProps) {
  const [text, setText] = useState('')
  const send = useAction(async () => {
    await onDone(await knowledgeApi.comment(draft.id, text.trim()))
    setText('')
  })
  return (
    <section className="comments" aria-labelledby="comments">
      <h2 id="comments">{words.comments}</h2>
      {comments.length === 0 && <p className="comments__none">{words.noComments}</p>}
      <ul>
        {comments.map(({ id, authorName, text: said, createdAt }) => (
          <li key={id}>
            <strong>{authorName}</strong>
            <Time at={createdAt} />
            <p>{said}</p>
          </li>
        ))}
      </ul>
      {send.problem && <Alert type="error" showIcon role="alert" title={send.problem} />}
      <div className="comments__write">
        <Input.TextArea
          aria-label={words.comment}
          placeholder={words.comment}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button disabled={text.trim() === ''} loading={send.isBusy} onClick={() => void send.run()}>
          {words.send}
        </Button>
      </div>
    </section>
  )
}
