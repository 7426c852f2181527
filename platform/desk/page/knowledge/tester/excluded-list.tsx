import type { TryReply } from '../../../../knowledge/tester/try-wire.js'
import { testerWords as words } from './tester-words.js'

/** What has the words of the question and does not hold on the day or in the place, each article's reason. */
export function ExcludedList({
  excluded,
  onRead,
}: {
  excluded: TryReply['excluded']
  onRead: (passageId: string) => void
}) {
  return (
    <ul className="tried__excluded">
      {excluded.map((each) => (
        <li key={each.passageId}>
          <button type="button" className="tried__name" onClick={() => onRead(each.passageId)}>
            {each.article === null ? each.title : `${each.title} ${each.article}`}
          </button>
          {each.versionDate && <span className="table__soft">{each.versionDate}</span>}
          <span className="tried__why">{words.why(each)}</span>
        </li>
      ))}
    </ul>
  )
}
