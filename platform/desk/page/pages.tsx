import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode } from 'react'
import { KNOWLEDGE_ROLES } from '../../knowledge/knowledge-roles.js'
import { REVIEWING_ROLES } from '../../review/review-roles.js'
import { STAFF_ROLES, type StaffRole } from '../../staff/staff-member.js'
import {
  ADMINISTERING_ROLES,
  EXCHANGE_ROLES,
  LEADING_ROLES,
  OFFICE_READERS,
  WORKING_ROLES,
} from '../desk-roles.js'
import {
  AuditIcon,
  ExchangeIcon,
  KnowledgeIcon,
  LiveIcon,
  OfficesIcon,
  PhoneIcon,
  ReviewIcon,
  StaffIcon,
  SupervisionIcon,
  SwitchesIcon,
  TicketsIcon,
} from './icons.js'
import { words } from './words.js'

export interface DeskPage {
  /** Under /desk, as wouter reads it. */
  path: string
  /** null: not in the navigation. */
  label: string | null
  icon?: ReactNode
  roles: readonly StaffRole[]
  element: LazyExoticComponent<ComponentType>
}

/** Every page of the desk, each in a part of its own. The first that a role may see is where it begins. */
export const PAGES: readonly DeskPage[] = [
  {
    path: '/tickets',
    label: words.nav.tickets,
    icon: <TicketsIcon />,
    roles: WORKING_ROLES,
    element: lazy(async () => ({ default: (await import('./queue/queue-page.js')).QueuePage })),
  },
  {
    path: '/tickets/:number',
    label: null,
    roles: WORKING_ROLES,
    element: lazy(async () => ({ default: (await import('./ticket/ticket-page.js')).TicketPage })),
  },
  {
    path: '/live',
    label: words.nav.live,
    icon: <LiveIcon />,
    roles: WORKING_ROLES,
    element: lazy(async () => ({ default: (await import('./live/live-page.js')).LivePage })),
  },
  {
    path: '/hotline',
    label: words.nav.hotline,
    icon: <PhoneIcon />,
    roles: WORKING_ROLES,
    element: lazy(async () => ({ default: (await import('./hotline/hotline-page.js')).HotlinePage })),
  },
  {
    path: '/supervision',
    label: words.nav.supervision,
    icon: <SupervisionIcon />,
    roles: LEADING_ROLES,
    element: lazy(async () => ({
      default: (await import('./supervision/supervision-page.js')).SupervisionPage,
    })),
  },
  {
    path: '/knowledge',
    label: words.nav.knowledge,
    icon: <KnowledgeIcon />,
    roles: KNOWLEDGE_ROLES,
    element: lazy(async () => ({
      default: (await import('./knowledge/sources/sources-page.js')).SourcesPage,
    })),
  },
  {
    path: '/knowledge/sources/:sourceId',
    label: null,
    roles: KNOWLEDGE_ROLES,
    element: lazy(async () => ({
      default: (await import('./knowledge/sources/source-page.js')).SourcePage,
    })),
  },
  {
    path: '/knowledge/sources/:sourceId/diff',
    label: null,
    roles: KNOWLEDGE_ROLES,
    element: lazy(async () => ({ default: (await import('./knowledge/versions/diff-page.js')).DiffPage })),
  },
  {
    path: '/knowledge/dependents',
    label: null,
    roles: KNOWLEDGE_ROLES,
    element: lazy(async () => ({
      default: (await import('./knowledge/dependents/dependents-page.js')).DependentsPage,
    })),
  },
  {
    path: '/knowledge/drafts',
    label: null,
    roles: KNOWLEDGE_ROLES,
    element: lazy(async () => ({ default: (await import('./knowledge/drafts/drafts-page.js')).DraftsPage })),
  },
  {
    path: '/knowledge/drafts/:draftId',
    label: null,
    roles: KNOWLEDGE_ROLES,
    element: lazy(async () => ({ default: (await import('./knowledge/drafts/draft-page.js')).DraftPage })),
  },
  {
    path: '/knowledge/upload',
    label: null,
    roles: KNOWLEDGE_ROLES,
    element: lazy(async () => ({ default: (await import('./knowledge/uploads/upload-page.js')).UploadPage })),
  },
  {
    path: '/knowledge/tester',
    label: null,
    roles: KNOWLEDGE_ROLES,
    element: lazy(async () => ({ default: (await import('./knowledge/tester/tester-page.js')).TesterPage })),
  },
  {
    path: '/knowledge/cases',
    label: null,
    roles: KNOWLEDGE_ROLES,
    element: lazy(async () => ({ default: (await import('./knowledge/cases/cases-page.js')).CasesPage })),
  },
  {
    path: '/knowledge/gaps',
    label: null,
    roles: KNOWLEDGE_ROLES,
    element: lazy(async () => ({ default: (await import('./knowledge/gaps/gaps-page.js')).GapsPage })),
  },
  {
    path: '/knowledge/duplicates',
    label: null,
    roles: KNOWLEDGE_ROLES,
    element: lazy(async () => ({
      default: (await import('./knowledge/duplicates/duplicates-page.js')).DuplicatesPage,
    })),
  },
  {
    path: '/knowledge/keys',
    label: null,
    roles: ADMINISTERING_ROLES,
    element: lazy(async () => ({ default: (await import('./knowledge/keys/keys-page.js')).KeysPage })),
  },
  {
    path: '/review',
    label: words.nav.review,
    icon: <ReviewIcon />,
    roles: REVIEWING_ROLES,
    element: lazy(async () => ({ default: (await import('./review/review-page.js')).ReviewPage })),
  },
  {
    path: '/review/:id',
    label: null,
    roles: REVIEWING_ROLES,
    element: lazy(async () => ({ default: (await import('./review/proposal-page.js')).ProposalPage })),
  },
  {
    path: '/offices',
    label: words.nav.offices,
    icon: <OfficesIcon />,
    roles: OFFICE_READERS,
    element: lazy(async () => ({ default: (await import('./offices/offices-page.js')).OfficesPage })),
  },
  {
    path: '/staff',
    label: words.nav.staff,
    icon: <StaffIcon />,
    roles: ADMINISTERING_ROLES,
    element: lazy(async () => ({ default: (await import('./staff/staff-page.js')).StaffPage })),
  },
  {
    path: '/exchange',
    label: words.nav.exchange,
    icon: <ExchangeIcon />,
    roles: EXCHANGE_ROLES,
    element: lazy(async () => ({ default: (await import('./exchange/exchange-page.js')).ExchangePage })),
  },
  {
    path: '/switches',
    label: words.nav.switches,
    icon: <SwitchesIcon />,
    roles: ADMINISTERING_ROLES,
    element: lazy(async () => ({ default: (await import('./switches/switches-page.js')).SwitchesPage })),
  },
  {
    path: '/audit',
    label: words.nav.audit,
    icon: <AuditIcon />,
    roles: ADMINISTERING_ROLES,
    element: lazy(async () => ({ default: (await import('./audit/audit-page.js')).AuditPage })),
  },
  {
    path: '/second-factor',
    label: null,
    roles: STAFF_ROLES,
    element: lazy(async () => ({
      default: (await import('./sign-in/second-factor-page.js')).SecondFactorPage,
    })),
  },
]
