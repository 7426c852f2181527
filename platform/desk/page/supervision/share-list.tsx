import { DoneIcon, OverdueIcon } from '../icons.js'
import { words as deskWords } from '../words.js'
import type { SamplePage } from './supervision-api.js'
import { supervisionWords as words } from './supervision-words.js'

/** As the server draws. */
const GOAL = 0.05

/** How much of what each office closed is looked through. */
export function ShareList({ shares }: Pick<SamplePage, 'shares'>) {
  return (
    <section aria-labelledby="shares" className="shares">
      <div className="load__title">
        <h2 id="shares">{words.shares}</h2>
      </div>
      <p className="load__hint">{words.goal}</p>
      <ul>
        {shares.map(({ officeId, officeName, closed, sampled, reviewed }) => {
          const isEnough = sampled >= closed * GOAL
          const share = closed === 0 ? 0 : (sampled / closed) * 100
          return (
            <li key={officeId ?? ''} className="shares__one">
              <span className="shares__name">{officeName ?? deskWords.provinceQueue}</span>
              <span
                className={isEnough ? 'shares__reached' : 'shares__reached shares__reached--not'}
                title={isEnough ? words.enough : words.tooFew}
              >
                {isEnough ? <DoneIcon /> : <OverdueIcon />}
                {share.toFixed(share < 10 ? 1 : 0)}%
                <span className="hidden-text">{isEnough ? words.enough : words.tooFew}</span>
              </span>
              <span className="shares__about">
                {words.share(sampled, closed)} · {words.reviewed(reviewed)}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
