import { Icon } from '../../../ui/icon.js'
import { useWords } from '../../../ui/words/use-words.js'

interface HeaderProps {
  onHuman: () => void
  onMenu: () => void
  /** Only in a frame: hands the screen back to the page around it. */
  onLeave: (() => void) | null
}

export function Header({ onHuman, onMenu, onLeave }: HeaderProps) {
  const words = useWords()
  return (
    <header className="header">
      <div className="header__inner">
        <Brand />
        <div className="header__tools">
          <button type="button" className="button button--human" onClick={onHuman}>
            <Icon name="human" />
            {words.header.human}
          </button>
          <button type="button" className="icon-button" aria-label={words.header.menu} onClick={onMenu}>
            <Icon name="menu" />
          </button>
          {onLeave && (
            <button type="button" className="icon-button" aria-label={words.embed.close} onClick={onLeave}>
              <Icon name="close" />
            </button>
          )}
        </div>
      </div>
    </header>
  )
}

export function Brand() {
  const words = useWords()
  return (
    <h1 className="brand">
      <span className="seal" aria-hidden="true">
        问
      </span>
      <span className="brand__words">
        <span className="brand__name">{words.name}</span>
        <span className="brand__tagline">{words.tagline}</span>
      </span>
    </h1>
  )
}
