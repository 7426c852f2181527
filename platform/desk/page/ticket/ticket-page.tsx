export function TicketPage() {
  return <h1>工单</h1>
}
