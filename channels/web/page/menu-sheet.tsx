import { Icon, type IconName } from '../../../ui/icon.js'
import { Sheet } from '../../../ui/sheet.js'
import { useWords } from '../../../ui/words/use-words.js'
import { type Preferences, preferences, usePreferences } from './preferences.js'

interface MenuSheetProps {
  onClose: () => void
  onNew: () => void
  onTicketQuery: () => void
  onAid: () => void
  onRegion: () => void
}

const APPEARANCES: Preferences['appearance'][] = ['system', 'light', 'dark']

export function MenuSheet({ onClose, onNew, onTicketQuery, onAid, onRegion }: MenuSheetProps) {
  const words = useWords()
  const { size, appearance, region } = usePreferences()
  return (
    <Sheet title={words.menu.title} onClose={onClose} place="side">
      <ul className="menu">
        <MenuRow
          icon="plus"
          name={words.menu.newConversation}
          hint={words.menu.newConversationHint}
          onPress={onNew}
        />
        <MenuRow
          icon="ticket"
          name={words.menu.ticketQuery}
          hint={words.menu.ticketQueryHint}
          onPress={onTicketQuery}
        />
        <MenuRow icon="paper" name={words.aid.title} hint={words.menu.aidHint} onPress={onAid} />
        <MenuRow
          icon="pin"
          name={words.menu.region}
          hint={region?.name ?? words.menu.regionUnset}
          onPress={onRegion}
        />
        <li>
          <button
            type="button"
            role="switch"
            aria-checked={size === 'elder'}
            className="menu__row"
            onClick={() => preferences.change({ size: size === 'elder' ? 'standard' : 'elder' })}
          >
            <Icon name="type" />
            <span className="menu__words">
              <span className="menu__name">{words.menu.elder}</span>
              <span className="menu__hint">{words.menu.elderHint}</span>
            </span>
            <span className="switch" aria-hidden="true" />
          </button>
        </li>
        <li>
          <fieldset className="menu__row menu__row--still">
            <legend className="visually-hidden">{words.menu.appearance}</legend>
            <Icon name="sun" />
            <span className="menu__words">
              <span className="menu__name">{words.menu.appearance}</span>
              <span className="segments">
                {APPEARANCES.map((choice) => (
                  <label key={choice} className="segment">
                    <input
                      type="radio"
                      name="appearance"
                      checked={appearance === choice}
                      onChange={() => preferences.change({ appearance: choice })}
                    />
                    <span>{words.menu.appearances[choice]}</span>
                  </label>
                ))}
              </span>
            </span>
          </fieldset>
        </li>
      </ul>
    </Sheet>
  )
}

function MenuRow({
  icon,
  name,
  hint,
  onPress,
}: {
  icon: IconName
  name: string
  hint: string
  onPress: () => void
}) {
  return (
    <li>
      <button type="button" className="menu__row" onClick={onPress}>
        <Icon name={icon} />
        <span className="menu__words">
          <span className="menu__name">{name}</span>
          <span className="menu__hint">{hint}</span>
        </span>
        <Icon name="chevron" />
      </button>
    </li>
  )
}
