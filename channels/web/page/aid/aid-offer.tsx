import { Icon } from '../../../../ui/icon.js'
import { useWords } from '../../../../ui/words/use-words.js'

/** Below an answer on what legal aid covers. */
export function AidOffer({ onAid }: { onAid: () => void }) {
  const { offer, offerHint } = useWords().aid
  return (
    <button type="button" className="aid-offer" onClick={onAid}>
      <span className="aid-offer__words">
        <span className="aid-offer__name">{offer}</span>
        <span className="aid-offer__hint">{offerHint}</span>
      </span>
      <Icon name="chevron" />
    </button>
  )
}
