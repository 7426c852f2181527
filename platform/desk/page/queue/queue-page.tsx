export function QueuePage() {
  return <h1>工单</h1>
}
