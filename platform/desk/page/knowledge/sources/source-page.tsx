import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Tooltip } from 'antd'
import { Link, useLocation, useParams, useSearchParams } from 'wouter'
import { isMatter, MATTERS } from '../../../../../knowledge/matter.js'
import type { SourceReply } from '../../../../knowledge/sources/source-wire.js'
import { Found } from '../../found.js'
import { Time } from '../../time.js'
import { useAction } from '../../use-action.js'
import { ChangedLawAlert } from '../dependents/changed-law-alert.js'
import { DetailHead } from '../detail-head.js'
import { knowledgeApi } from '../knowledge-api.js'
import { knowledgeWords } from '../knowledge-words.js'
import { CarePanel } from './care-panel.js'
import { sourceWords as words } from './source-words.js'
import { VersionList } from './version-list.js'
import { VersionText } from './version-text.js'

const OPEN = new Set(['draft', 'in_review', 'scheduled'])

/** One source: what it says and said, who looks after it, what is being made of it. */
export function SourcePage() {
  const { sourceId = '' } = useParams<{ sourceId: string }>()
  const query = useQuery({
    queryKey: ['knowledge', 'source', sourceId],
    queryFn: () => knowledgeApi.source(sourceId),
  })
  return (
    <Found query={query} texts={knowledgeWords} back="/knowledge">
      {(reply) => <OpenSource reply={reply} />}
    </Found>
  )
}

function OpenSource({ reply }: { reply: SourceReply }) {
  const { source, versions, drafts } = reply
  const [parameters] = useSearchParams()
  const [, navigate] = useLocation()
  const inUse = versions.find(({ status }) => status === source.status) ?? versions[0]!
  const shown = versions.find(({ id }) => id === parameters.get('version')) ?? inUse
  const open = drafts.filter(({ status }) => OPEN.has(status))
  const edit = useAction(async () => {
    const { draft } = await knowledgeApi.newDraft({ from: 'version', versionId: inUse.id })
    navigate(`/knowledge/drafts/${draft.id}?edit=1`)
  })
  const { kind, matter, regionName, file } = source
  return (
    <div className="detail">
      <DetailHead
        backTo="/knowledge"
        title={source.title}
        status={
          <span className={`status status--source-${source.status}`}>
            {knowledgeWords.statuses[source.status]}
          </span>
        }
        about={[
          knowledgeWords.kinds[kind],
          ...(matter !== null && isMatter(matter) ? [MATTERS[matter]] : []),
          regionName ?? knowledgeWords.national,
          ...(shown.issuingBody === null ? [] : [shown.issuingBody]),
          words.file(file),
        ]}
        actions={
          kind === 'statute' ? (
            <Tooltip title={words.replaceHint}>
              <Link href="/knowledge/upload" asChild>
                <Button>{words.replace}</Button>
              </Link>
            </Tooltip>
          ) : (
            <Button type="primary" loading={edit.isBusy} onClick={() => void edit.run()}>
              {words.edit}
            </Button>
          )
        }
      />
      <div className="detail__notes">
        {edit.problem && <Alert type="error" showIcon role="alert" title={edit.problem} />}
        {kind !== 'statute' && <ChangedLawAlert sourceId={source.id} title={source.title} />}
        {open.length > 0 && (
          <Alert
            type="info"
            showIcon
            title={words.openDraft(open.length)}
            action={
              <Link href={`/knowledge/drafts/${open[0]!.id}`} asChild>
                <Button size="small">{words.seeDraft}</Button>
              </Link>
            }
          />
        )}
      </div>
      <div className="source">
        <VersionText version={shown} />
        <aside className="source__side">
          <CarePanel reply={reply} />
          <VersionList reply={reply} shownId={shown.id} />
          <RelatedDrafts drafts={drafts} />
        </aside>
      </div>
    </div>
  )
}

function RelatedDrafts({ drafts }: { drafts: SourceReply['drafts'] }) {
  if (drafts.length === 0) return null
  return (
    <section className="side-card" aria-labelledby="drafts">
      <h2 id="drafts">{words.drafts}</h2>
      <ul className="related">
        {drafts.map(({ id, status, authorName, changedAt }) => (
          <li key={id}>
            <Link href={`/knowledge/drafts/${id}`}>
              {authorName}，<Time at={changedAt} />
            </Link>
            <span className={`status status--draft-${status}`}>{knowledgeWords.draftStatuses[status]}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
