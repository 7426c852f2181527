import {
  ApartmentOutlined,
  ArrowLeftOutlined,
  AuditOutlined,
  BarChartOutlined,
  BellOutlined,
  BookOutlined,
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseOutlined,
  CopyOutlined,
  DownloadOutlined,
  DownOutlined,
  EllipsisOutlined,
  ExclamationCircleFilled,
  FileDoneOutlined,
  FileTextOutlined,
  InboxOutlined,
  LeftOutlined,
  LockOutlined,
  LogoutOutlined,
  MessageOutlined,
  PhoneOutlined,
  PlusOutlined,
  PoweroffOutlined,
  QuestionCircleOutlined,
  ReadOutlined,
  RightOutlined,
  SearchOutlined,
  SendOutlined,
  SwapOutlined,
  TeamOutlined,
  ThunderboltFilled,
  UnlockOutlined,
  UploadOutlined,
  UserOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'

// The one file that knows the icons.

/** The words beside an icon say it; its own English name is not read out. */
function silent(Icon: ComponentType<{ 'aria-hidden': true; 'aria-label': undefined }>) {
  return () => <Icon aria-hidden aria-label={undefined} />
}

export const BackIcon = silent(ArrowLeftOutlined)
export const BellIcon = silent(BellOutlined)
export const ClockIcon = silent(ClockCircleOutlined)
export const CloseIcon = silent(CloseOutlined)
export const CopyIcon = silent(CopyOutlined)
export const DownIcon = silent(DownOutlined)
export const MoreIcon = silent(EllipsisOutlined)
export const OverdueIcon = silent(ExclamationCircleFilled)
export const TemplateIcon = silent(FileTextOutlined)
export const TicketsIcon = silent(InboxOutlined)
export const PreviousIcon = silent(LeftOutlined)
export const NoteIcon = silent(LockOutlined)
export const SignOutIcon = silent(LogoutOutlined)
export const HelpIcon = silent(QuestionCircleOutlined)
export const BasisIcon = silent(ReadOutlined)
export const NextIcon = silent(RightOutlined)
export const SearchIcon = silent(SearchOutlined)
export const SendIcon = silent(SendOutlined)
export const UrgentIcon = silent(ThunderboltFilled)
export const RestoreIcon = silent(UnlockOutlined)
export const PersonIcon = silent(UserOutlined)
export const LiveIcon = silent(MessageOutlined)
export const SupervisionIcon = silent(BarChartOutlined)
export const DoneIcon = silent(CheckCircleFilled)
export const KnowledgeIcon = silent(BookOutlined)
export const ReviewIcon = silent(FileDoneOutlined)
export const PhoneIcon = silent(PhoneOutlined)
export const OfficesIcon = silent(ApartmentOutlined)
export const StaffIcon = silent(TeamOutlined)
export const ExchangeIcon = silent(SwapOutlined)
export const SwitchesIcon = silent(PoweroffOutlined)
export const AuditIcon = silent(AuditOutlined)
export const AddIcon = silent(PlusOutlined)
export const UploadIcon = silent(UploadOutlined)
export const DownloadIcon = silent(DownloadOutlined)
