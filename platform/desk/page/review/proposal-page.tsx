import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Tooltip } from 'antd'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { ArticleReader } from '../../../../ui/article-reader.js'
import type { Decision } from '../../../review/review-wire.js'
import { WORKING_ROLES } from '../../desk-roles.js'
import { deskApi } from '../desk-api.js'
import { Found } from '../found.js'
import { BackIcon } from '../icons.js'
import { useSession } from '../session.js'
import { ReasonDialog } from '../ticket/reason-dialog.js'
import { fullTime } from '../time-words.js'
import { useAction } from '../use-action.js'
import { QaChecks } from './qa-checks.js'
import { QaFields } from './qa-fields.js'
import { type Proposal, type Region, reviewApi } from './review-api.js'
import { reviewWords as words } from './review-words.js'
import { useQaForm } from './use-qa-form.js'

export function ProposalPage() {
  const { id = '' } = useParams<{ id: string }>()
  const query = useQuery({
    queryKey: ['review', id],
    queryFn: () => reviewApi.show(id),
    // What another reviewer saved meanwhile would take the place of what is being written here.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    refetchOnMount: 'always',
  })
  return (
    <Found query={query} texts={words.list} back="/review">
      {({ proposal, regions }) => (
        <OpenProposal key={`${id} ${proposal.version}`} proposal={proposal} regions={regions} />
      )}
    </Found>
  )
}

function OpenProposal({ proposal, regions }: { proposal: Proposal; regions: readonly Region[] }) {
  const { id, status, version, isOwn, reason } = proposal
  const { role } = useSession().member
  const client = useQueryClient()
  const [, navigate] = useLocation()
  const { message, modal } = App.useApp()
  const { form, initialValues, text, isChanged, onValuesChange, check, isChecking } = useQaForm(proposal, id)
  const [isReturning, setReturning] = useState(false)
  const [reading, setReading] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const isOpen = status === 'in_review'

  const refresh = async () => {
    // The list is not shown as it was before.
    client.removeQueries({ queryKey: ['reviews'] })
    await client.invalidateQueries({ queryKey: ['review', id] })
  }
  const save = useAction(async () => {
    await reviewApi.edit(id, text, version)
    message.success(words.saved)
    await refresh()
  })
  const decide = useAction(async (decision: Decision, done: string) => {
    await reviewApi.decide(id, decision)
    message.success(done)
    await refresh()
    navigate('/review')
  })
  const confirm = (title: string, content: string, okText: string, isDanger: boolean, onOk: () => void) =>
    modal.confirm({ title, content, okText, okButtonProps: { danger: isDanger }, onOk })
  const problem = save.problem ?? decide.problem
  const merges = (check.data?.waiting ?? []).filter((each) => chosen.has(each.id))
  const replaces = (check.data?.similar ?? []).filter((each) => chosen.has(each.passageId))
  const publishing: Decision = {
    kind: 'publish',
    version,
    merges: merges.map((each) => ({ id: each.id, version: each.version })),
    replaces: replaces.map(({ passageId }) => passageId),
  }

  return (
    <div className="review">
      <header className="review__head">
        <Tooltip title={words.list.back}>
          <Link href="/review" className="icon-link" aria-label={words.list.back}>
            <BackIcon />
          </Link>
        </Tooltip>
        <h1>{words.title}</h1>
        <span className={`status status--qa-${status}`}>{words.statuses[status]}</span>
        <span className="review__actions">
          {isOpen && (
            <>
              <Button disabled={!isChanged} loading={save.isBusy} onClick={form.submit}>
                {words.save}
              </Button>
              <Button onClick={() => setReturning(true)}>{words.giveBack}</Button>
              <Tooltip title={isOwn ? words.own : isChanged ? words.unsaved : undefined}>
                <Button
                  type="primary"
                  disabled={isOwn || isChanged}
                  loading={decide.isBusy}
                  onClick={() =>
                    confirm(
                      words.publishTitle,
                      words.publishHint + words.publishMerged(merges.length, replaces.length),
                      words.publish,
                      false,
                      () => void decide.run(publishing, words.published),
                    )
                  }
                >
                  {words.publish}
                </Button>
              </Tooltip>
            </>
          )}
          {status === 'published' && (
            <Button
              danger
              loading={decide.isBusy}
              onClick={() =>
                confirm(
                  words.withdrawTitle,
                  words.withdrawHint,
                  words.withdraw,
                  true,
                  () => void decide.run({ kind: 'withdraw', version }, words.withdrawn),
                )
              }
            >
              {words.withdraw}
            </Button>
          )}
        </span>
      </header>
      <About proposal={proposal} opensTicket={WORKING_ROLES.some((each) => each === role)} />
      <div className="review__notes">
        {problem && <Alert type="error" showIcon role="alert" title={problem} />}
        {isOpen && isOwn && <Alert type="info" showIcon title={words.own} />}
        {status === 'merged' && <Alert type="info" showIcon title={words.mergedInto + (reason ?? '')} />}
        {status === 'draft' && reason && <Alert type="warning" showIcon title={words.reason + reason} />}
      </div>
      <div className="qa review__body">
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={initialValues}
          onValuesChange={onValuesChange}
          onFinish={() => void save.run()}
        >
          <QaFields regions={regions} isReadOnly={!isOpen} />
        </Form>
        <div className="qa__side">
          <QaChecks
            checked={check.data}
            isChecking={isChecking}
            onRead={setReading}
            merging={isOpen && !isOwn ? { chosen, onChange: setChosen } : undefined}
          />
        </div>
      </div>
      {isReturning && (
        <ReasonDialog
          title={words.giveBack}
          hint={words.giveBackHint}
          okText={words.giveBack}
          choices={words.giveBackReasons}
          isBusy={decide.isBusy}
          problem={decide.problem}
          onOk={(why) => void decide.run({ kind: 'return', version, reason: why }, words.givenBack)}
          onClose={() => setReturning(false)}
        />
      )}
      {reading && (
        <ArticleReader
          key={reading}
          passageId={reading}
          quote={null}
          load={deskApi.passage}
          onClose={() => setReading(null)}
        />
      )}
    </div>
  )
}

function About({ proposal, opensTicket }: { proposal: Proposal; opensTicket: boolean }) {
  const { ticketNumber, authorName, officeName, submittedAt, editorName, deciderName, decidedAt } = proposal
  return (
    <p className="review__about review__about--head">
      <span>{words.author(words.list.by(authorName, officeName))}</span>
      <time dateTime={submittedAt}>{fullTime(submittedAt)}</time>
      {ticketNumber !== null &&
        (opensTicket ? (
          <Link href={`/tickets/${ticketNumber}`}>{words.fromTicket(ticketNumber)}</Link>
        ) : (
          <span>{words.fromTicket(ticketNumber)}</span>
        ))}
      {editorName !== null && <span>{words.editor(editorName)}</span>}
      {deciderName !== null && decidedAt !== null && (
        <span>{words.decided(deciderName, fullTime(decidedAt))}</span>
      )}
    </p>
  )
}
