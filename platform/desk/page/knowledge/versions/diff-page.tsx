import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
import { useParams } from 'wouter'
import type { SourceReply } from '../../../../knowledge/sources/source-wire.js'
import { Found } from '../../found.js'
import { Loaded } from '../../loaded.js'
import { DetailHead } from '../detail-head.js'
import { knowledgeApi } from '../knowledge-api.js'
import { knowledgeWords } from '../knowledge-words.js'
import { versionName } from '../sources/version-name.js'
import { useAddressFilter } from '../use-address-filter.js'
import { AsOfField } from './as-of-field.js'
import { ChangeView } from './change-view.js'
import { useChangeKeys } from './use-change-keys.js'
import { versionsApi } from './versions-api.js'
import { type ChangeKind, versionsWords as words } from './versions-words.js'

const FILTERS = ['after', 'before', 'kind'] as const
const KINDS = Object.keys(words.kinds) as ChangeKind[]

/** Two versions of a source, article by article. */
export function DiffPage() {
  const { sourceId = '' } = useParams<{ sourceId: string }>()
  const query = useQuery({
    queryKey: ['knowledge', 'source', sourceId],
    queryFn: () => knowledgeApi.source(sourceId),
  })
  return (
    <Found query={query} texts={knowledgeWords} back={`/knowledge/sources/${sourceId}`}>
      {(reply) => <Compared reply={reply} />}
    </Found>
  )
}

function Compared({ reply: { source, versions } }: { reply: SourceReply }) {
  const filter = useAddressFilter(FILTERS)
  const after = versions.find(({ id }) => id === filter.value('after')) ?? versions[0]!
  const before = filter.value('before')
  const query = useQuery({
    queryKey: ['knowledge', 'diff', after.id, before],
    queryFn: () => versionsApi.diff(after.id, before),
  })
  const kind = KINDS.find((each) => each === filter.value('kind')) ?? null
  const all = query.data?.changes ?? []
  const changes = kind === null ? all : all.filter((change) => change.kind === kind)
  const go = useChangeKeys(changes.length)
  const options = versions.map((version) => ({ value: version.id, label: versionName(version) }))
  return (
    <div className="detail">
      <DetailHead
        backTo={`/knowledge/sources/${source.id}`}
        title={words.title(source.title)}
        status={null}
        about={[knowledgeWords.kinds[source.kind], words.legend]}
        actions={
          <>
            <Button disabled={changes.length === 0} onClick={() => go(-1)} title={words.keys}>
              {words.previous}
            </Button>
            <Button disabled={changes.length === 0} onClick={() => go(1)} title={words.keys}>
              {words.next}
            </Button>
          </>
        }
      />
      <div className="diff">
        <search className="diff__choose">
          <div>
            <label htmlFor="diff-before">{words.before}</label>
            <Select
              id="diff-before"
              value={query.data?.before?.id ?? before ?? undefined}
              options={options.filter(({ value }) => value !== after.id)}
              onChange={(value) => filter.change({ before: value })}
            />
          </div>
          <div>
            <label htmlFor="diff-after">{words.after}</label>
            <Select
              id="diff-after"
              value={after.id}
              options={options}
              onChange={(value) => filter.change({ after: value, before: null })}
            />
          </div>
          {source.kind === 'statute' && <AsOfField sourceId={source.id} />}
        </search>
        <Loaded query={query}>
          {({ counts, before: earlier }) => (
            <>
              <div className="diff__kinds">
                <Segmented
                  aria-label={words.kindLabel}
                  value={kind ?? 'all'}
                  onChange={(next) => filter.change({ kind: next === 'all' ? null : next })}
                  options={[
                    { value: 'all', label: words.all(all.length) },
                    ...KINDS.map((each) => ({
                      value: each,
                      label: words.ofKind(words.kinds[each], counts[each]),
                      disabled: counts[each] === 0,
                    })),
                  ]}
                />
                <span className="diff__unchanged">
                  {earlier === null ? words.none : words.unchanged(counts.unchanged)}
                </span>
              </div>
              {changes.length === 0 && (
                <p className="admin__calm">{all.length === 0 ? words.same : words.noneOfKind}</p>
              )}
              {changes.map((change, index) => (
                <ChangeView
                  // biome-ignore lint/suspicious/noArrayIndexKey: never reordered
                  key={`${after.id} ${index}`}
                  change={change}
                  index={index}
                  total={changes.length}
                />
              ))}
            </>
          )}
        </Loaded>
      </div>
    </div>
  )
}
