import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { SourceReply } from '../../../../knowledge/sources/source-wire.js'
import { ConfirmDialog } from '../../confirm-dialog.js'
import { ReasonDialog } from '../../ticket/reason-dialog.js'
import { useAction } from '../../use-action.js'
import { knowledgeApi } from '../knowledge-api.js'
import { knowledgeWords } from '../knowledge-words.js'
import { sourceWords as words } from './source-words.js'
import { type SourceVersion, versionName } from './version-name.js'

type Asking = { kind: 'withdraw' | 'restore' | 'rollBack'; version: SourceVersion }

interface VersionListProps {
  reply: SourceReply
  shownId: string
}

/** All that a source ever said, newest first, and what can be done with each. */
export function VersionList({ reply: { source, versions }, shownId }: VersionListProps) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [asking, setAsking] = useState<Asking | null>(null)
  const isStatute = source.kind === 'statute'

  const settle = async (done: string) => {
    await client.invalidateQueries({ queryKey: ['knowledge'] })
    message.success(done)
    setAsking(null)
  }
  const withdraw = useAction(async (id: string, reason: string) => {
    await knowledgeApi.withdraw(id, reason)
    await settle(words.withdrawn)
  })

  return (
    <section className="side-card" aria-labelledby="versions">
      <h2 id="versions">{words.versions}</h2>
      <ol className="versions">
        {versions.map((version) => (
          <li key={version.id} aria-current={version.id === shownId || undefined}>
            <VersionAbout version={version} isStatute={isStatute} />
            <span className="versions__actions">
              {version.id === shownId ? (
                <span className="versions__shown">{words.shown}</span>
              ) : (
                <Link href={`/knowledge/sources/${source.id}?version=${version.id}`}>{words.show}</Link>
              )}
              {version !== versions.at(-1) && (
                <Link href={`/knowledge/sources/${source.id}/diff?after=${version.id}`}>{words.compare}</Link>
              )}
              {actionsOf(version, isStatute).map((kind) => (
                <Button
                  key={kind}
                  type="link"
                  size="small"
                  danger={kind === 'withdraw'}
                  aria-label={`${words[kind]}：${versionName(version)}`}
                  onClick={() => setAsking({ kind, version })}
                >
                  {words[kind]}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {asking?.kind === 'withdraw' && (
        <ReasonDialog
          title={words.withdrawTitle(versionName(asking.version))}
          hint={isStatute ? words.withdrawStatuteHint : words.withdrawHint}
          okText={words.withdraw}
          isDanger
          choices={words.withdrawReasons}
          isBusy={withdraw.isBusy}
          problem={withdraw.problem}
          onOk={(reason) => void withdraw.run(asking.version.id, reason)}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.kind === 'restore' && (
        <ConfirmDialog
          title={words.restoreTitle(versionName(asking.version))}
          consequence={words.restoreHint}
          okText={words.restore}
          onOk={async () => {
            await knowledgeApi.restore(asking.version.id)
            await settle(words.restored)
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking?.kind === 'rollBack' && (
        <ConfirmDialog
          title={words.rollBackTitle(versionName(asking.version))}
          consequence={words.rollBackHint}
          okText={words.rollBack}
          onOk={async () => {
            await knowledgeApi.rollBack(asking.version.id)
            await settle(words.rolledBack)
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  )
}

/** An older text of a guide comes back as a new version; a statute's is only put back into force. */
function actionsOf({ status }: SourceVersion, isStatute: boolean): Asking['kind'][] {
  if (status !== 'withdrawn') return ['withdraw']
  return [isStatute ? 'restore' : 'rollBack']
}

function VersionAbout({ version, isStatute }: { version: SourceVersion; isStatute: boolean }) {
  const { status, effectiveFrom, effectiveTo, passages, authorName, deciderName } = version
  const period = words.period(effectiveFrom, effectiveTo)
  return (
    <>
      <span className="versions__name">
        <strong>{versionName(version)}</strong>
        <span className={`status status--source-${status}`}>{knowledgeWords.statuses[status]}</span>
      </span>
      <span className="versions__about">
        {period && <span>{period}</span>}
        {passages > 0 && <span>{words.parts[isStatute ? 'statute' : 'other'](passages)}</span>}
        <span>{authorName === null ? words.ingested : words.by(authorName, deciderName)}</span>
      </span>
    </>
  )
}
