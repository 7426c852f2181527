import { Button } from 'antd'
import { isMatter, MATTERS } from '../../../../../knowledge/matter.js'
import { SERVICE_LINES } from '../../../../../knowledge/service-line.js'
import type { TryReply } from '../../../../knowledge/tester/try-wire.js'
import { knowledgeWords } from '../knowledge-words.js'
import { testerWords as words } from './tester-words.js'

/** What the question was taken for, and the articles that it names. */
export function Understood({
  reply: { understanding, named },
  onRead,
}: {
  reply: TryReply
  onRead: (passageId: string) => void
}) {
  if (!understanding) return <p className="tried__none">{words.notUnderstood}</p>
  const { intent, matter, serviceLine, regionName, asOf, searchedFor } = understanding
  const facts = {
    intent: (words.intents as Record<string, string>)[intent] ?? intent,
    matter: isMatter(matter) ? MATTERS[matter] : matter,
    serviceLine:
      serviceLine === null ? null : ((SERVICE_LINES as Record<string, string>)[serviceLine] ?? serviceLine),
    region: regionName ?? knowledgeWords.national,
    asOf,
    searchedFor,
  }
  return (
    <dl className="tried__facts">
      {Object.entries(words.facts).map(([key, label]) => {
        const said = facts[key as keyof typeof facts]
        return (
          said !== null && (
            <div key={key}>
              <dt>{label}</dt>
              <dd>{said}</dd>
            </div>
          )
        )
      })}
      {named.map((each) => (
        <div key={each.name}>
          <dt>{words.named}</dt>
          <dd>
            {each.name}
            <span className="table__soft">
              {words.namedResult(each)}
              {each.status === 'found' && each.articles[0] && (
                <Button type="link" size="small" onClick={() => onRead(each.articles[0]!.passageId)}>
                  {knowledgeWords.wholeText}
                </Button>
              )}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
