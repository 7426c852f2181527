const PATHS = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M12 19V5M5.5 11.5L12 5l6.5 6.5',
  human:
    'M4 13v-1a8 8 0 0116 0v1M4 13.5A1.5 1.5 0 015.5 12H7v6H5.5A1.5 1.5 0 014 16.5zM20 13.5a1.5 1.5 0 00-1.5-1.5H17v6h1.5a1.5 1.5 0 001.5-1.5zM18.5 18v.5A2.5 2.5 0 0116 21h-3',
  chevron: 'M9 5l7 7-7 7',
  back: 'M15 5l-7 7 7 7',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  phone:
    'M6.5 3.5h3l1.5 4.5-2 1.5a11 11 0 005.5 5.5l1.5-2 4.5 1.5v3a2 2 0 01-2 2A15.5 15.5 0 014.5 5.5a2 2 0 012-2z',
  message: 'M4 5h16v11H9l-5 4z',
  pin: 'M12 21s7-6.2 7-11.5a7 7 0 10-14 0C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 100-5 2.5 2.5 0 000 5z',
  ticket: 'M4 7h16v3.5a1.8 1.8 0 000 3.5V17H4v-3a1.8 1.8 0 000-3.5zM14 7v10',
  paper: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  plus: 'M12 5v14M5 12h14',
  type: 'M3 18l5-12 5 12M5 14h6M15 18l3.5-8 3.5 8M16.2 15.5h4.6',
  sun: 'M12 16a4 4 0 100-8 4 4 0 000 8zM12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.600l1.100 1.100M17.300 17.300l1.100 1.100M18.400 5.600l-1.100 1.100M6.700 17.300l-1.100 1.100',
  up: 'M7 11v9H4v-9zM7 11l4-8a2.5 2.5 0 012.5 2.5V9H19a2 2 0 012 2.300l-1.2 7A2 2 0 0117.8 20H7',
  down: 'M7 13V4H4v9zM7 13l4 8a2.5 2.5 0 002.5-2.5V15H19a2 2 0 002-2.300l-1.2-7A2 2 0 0017.8 4H7',
  alert:
    'M12 8v5M12 16.5v.1M10.300 4.200L2.8 17.5A2 2 0 004.5 20.5h15a2 2 0 001.700-3L13.700 4.200a2 2 0 00-3.400 0z',
  info: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v5M12 7.800v.1',
  arrowDown: 'M12 5v14M5.5 12.5L12 19l6.5-6.5',
  clock: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.5 2',
} as const

export type IconName = keyof typeof PATHS

/** Decorative: the control that holds it carries the words. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
