import { useQuery } from '@tanstack/react-query'
import { App, Dropdown } from 'antd'
import { useState } from 'react'
import { Link, useLocation, useRoute } from 'wouter'
import { KNOWLEDGE_ROLES } from '../../../knowledge/knowledge-roles.js'
import { WORKING_ROLES } from '../../desk-roles.js'
import { writeCall } from '../hotline/saved-call.js'
import { PersonIcon, SignOutIcon } from '../icons.js'
import { type DeskPage, PAGES } from '../pages.js'
import { Seal } from '../seal.js'
import { useSession, useSetSession } from '../session.js'
import { staffApi } from '../staff-api.js'
import { draftCount, forgetDrafts } from '../ticket/saved-draft.js'
import { words } from '../words.js'
import { CareDue } from './care-due.js'
import { PasswordDialog } from './password-dialog.js'
import { UrgentBelow } from './urgent-below.js'

export function Navigation() {
  const { role } = useSession().member
  return (
    <header className="nav">
      <Link href="/" className="nav__brand" aria-label={words.name}>
        <Seal />
        <span className="nav__text">{words.name}</span>
      </Link>
      <nav aria-label={words.nav.label}>
        <ul className="nav__list">
          {PAGES.filter((page) => page.label !== null && page.roles.includes(role)).map((page) => (
            <li key={page.path}>
              <NavigationLink page={page} />
            </li>
          ))}
        </ul>
        {WORKING_ROLES.some((each) => each === role) && <UrgentBelow />}
        {KNOWLEDGE_ROLES.some((each) => each === role) && <CareDue />}
      </nav>
      <AccountMenu />
    </header>
  )
}

function NavigationLink({ page: { path, label, icon } }: { page: DeskPage }) {
  const [isHere] = useRoute(`${path}/*?`)
  return (
    <Link
      href={path}
      className="nav__link"
      aria-current={isHere ? 'page' : undefined}
      title={label ?? undefined}
    >
      {icon}
      <span className="nav__text">{label}</span>
    </Link>
  )
}

/** Who is signed in, as what and where; and the way out. */
function AccountMenu() {
  const { member, secondFactor } = useSession()
  const [, navigate] = useLocation()
  const setSession = useSetSession()
  const { message, modal } = App.useApp()
  const [isChanging, setChanging] = useState(false)
  const offices = useQuery({ queryKey: ['offices'], queryFn: staffApi.offices, staleTime: 300_000 })
  const office =
    member.officeId === null
      ? words.wholeProvince
      : offices.data?.find(({ id }) => id === member.officeId)?.name
  const leave = async (end: () => Promise<void>) => {
    const unsent = draftCount(member.id)
    if (unsent > 0) {
      const isSure = await modal.confirm({
        title: words.nav.unsent(unsent),
        content: words.nav.unsentHint,
        okText: words.nav.signOut,
        cancelText: words.cancel,
      })
      if (!isSure) return
    }
    try {
      await end()
      forgetDrafts(member.id)
      writeCall(member.id, null)
      setSession(null)
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="topLeft"
        menu={{
          items: [
            { key: 'password', label: words.nav.changePassword, onClick: () => setChanging(true) },
            {
              key: 'factor',
              label: secondFactor.enabled ? words.nav.secondFactor : words.enrol.title,
              onClick: () => navigate('/second-factor'),
            },
            { type: 'divider' },
            {
              key: 'out',
              icon: <SignOutIcon />,
              label: words.nav.signOut,
              onClick: () => void leave(staffApi.signOut),
            },
            {
              key: 'everywhere',
              label: words.nav.signOutEverywhere,
              onClick: () => void leave(staffApi.signOutEverywhere),
            },
          ],
        }}
      >
        <button type="button" className="nav__account" aria-label={`${words.nav.account}：${member.name}`}>
          <span className="avatar" aria-hidden="true">
            <PersonIcon />
          </span>
          <span className="nav__text nav__who">
            <strong>{member.name}</strong>
            <span>
              {words.roles[member.role]}
              {office && ` · ${office}`}
            </span>
          </span>
        </button>
      </Dropdown>
      {isChanging && <PasswordDialog onClose={() => setChanging(false)} />}
    </>
  )
}
