import { Button, Dropdown } from 'antd'
import type { Matter } from '../../../../knowledge/matter.js'
import type { Source } from '../desk-api.js'
import { BasisIcon, TemplateIcon } from '../icons.js'
import { words } from '../words.js'
import { citationText } from './citation-text.js'
import { sourceName } from './source-name.js'
import { templatesFor } from './templates.js'

interface InsertToolsProps {
  matter: Matter
  sources: readonly Pick<Source, 'kind' | 'title' | 'article' | 'text'>[]
  onInsert: (text: string) => void
}

/** Puts a template, or a source with its words, into what is being written. */
export function InsertTools({ matter, sources, onInsert }: InsertToolsProps) {
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: templatesFor(matter).map(({ name, text }, key) => ({
            key,
            label: name,
            onClick: () => onInsert(text),
          })),
        }}
      >
        <Button type="text" size="small" icon={<TemplateIcon />}>
          {words.reply.templates}
        </Button>
      </Dropdown>
      <Dropdown
        trigger={['click']}
        disabled={sources.length === 0}
        menu={{
          className: 'reply__menu',
          items: sources.map((source, key) => ({
            key,
            label: sourceName(source),
            onClick: () => onInsert(citationText(source)),
          })),
        }}
      >
        <Button type="text" size="small" icon={<BasisIcon />}>
          {words.reply.cite}
        </Button>
      </Dropdown>
    </>
  )
}
