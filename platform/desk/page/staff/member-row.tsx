import { Button, Dropdown } from 'antd'
import { MoreIcon } from '../icons.js'
import { fullTime, whenWords } from '../time-words.js'
import { useNow } from '../use-now.js'
import { words } from '../words.js'
import type { Member } from './members-api.js'
import { staffWords } from './staff-words.js'

export type MemberAction = keyof typeof staffWords.menu

interface MemberRowProps {
  member: Member
  officeName: string
  isSelf: boolean
  onAct: (action: MemberAction) => void
}

const STATUS_TAGS = { active: 'tag tag--good', invited: 'tag tag--warn', disabled: 'tag' }

export function MemberRow({ member, officeName, isSelf, onAct }: MemberRowProps) {
  const now = useNow()
  const { id, name, login, role, status, lastSignedInAt, sessions } = member
  return (
    <tr data-member={id}>
      <td>
        <strong>{name}</strong>
        <span className="table__soft">{login}</span>
      </td>
      <td>
        {words.roles[role]}
        <span className="table__soft">{officeName}</span>
      </td>
      <td>
        <span className={STATUS_TAGS[status]}>{staffWords.statuses[status]}</span>
        {status !== 'disabled' && <SecondFactorTag member={member} />}
        <LinkState member={member} />
      </td>
      <td>
        {lastSignedInAt === null ? (
          <span className="table__soft">{staffWords.never}</span>
        ) : (
          <time dateTime={lastSignedInAt} title={fullTime(lastSignedInAt)}>
            {whenWords(lastSignedInAt, now)}
          </time>
        )}
        {sessions > 0 && <span className="table__soft">{staffWords.devices(sessions)}</span>}
      </td>
      <td className="table__actions">
        {isSelf ? (
          <span className="table__soft">{staffWords.self}</span>
        ) : (
          <Dropdown
            trigger={['click']}
            placement="bottomRight"
            menu={{
              items: actionsFor(member).map((action) => ({
                key: action,
                label: staffWords.menu[action],
                danger: action === 'disable',
                onClick: () => onAct(action),
              })),
            }}
          >
            <Button type="text" icon={<MoreIcon />} aria-label={staffWords.actions(name)} />
          </Dropdown>
        )}
      </td>
    </tr>
  )
}

function SecondFactorTag({ member: { secondFactor, secondFactorRequired, status } }: { member: Member }) {
  if (secondFactor) return <span className="tag tag--good">{staffWords.factor}</span>
  if (secondFactorRequired && status === 'active')
    return <span className="tag tag--warn">{staffWords.factorDue}</span>
  return status === 'active' ? <span className="tag">{staffWords.noFactor}</span> : null
}

function LinkState({ member: { linkExpiresAt, status } }: { member: Member }) {
  if (linkExpiresAt !== null) {
    return <span className="table__soft">{staffWords.linkUntil(fullTime(linkExpiresAt).slice(5))}</span>
  }
  return status === 'invited' ? <span className="table__soft">{staffWords.linkOver}</span> : null
}

function actionsFor({ status, sessions, secondFactor }: Member): MemberAction[] {
  if (status === 'disabled') return ['change', 'enable']
  return [
    'change',
    'link',
    ...(sessions > 0 ? (['sessions'] as const) : []),
    ...(secondFactor ? (['factor'] as const) : []),
    'disable',
  ]
}
