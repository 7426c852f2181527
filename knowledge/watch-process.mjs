import { workerData } from 'node:worker_threads'

const { mostBytes, parentId } = workerData

setInterval(() => {
  // Whoever asked may have been killed meanwhile: nobody else would end a loop.
  if (process.memoryUsage.rss() > mostBytes || process.ppid !== parentId) process.kill(process.pid, 'SIGKILL')
}, 25)
