import { exportHead, exportTail, recordDivider } from '@/lib/core/transfer/records'
import type { TransferRecord } from '@/lib/core/transfer/records'

/** An export's JSON, record by record. */
export async function* exportText(
  records: AsyncGenerator<TransferRecord>,
  exportedAt: string,
): AsyncGenerator<string> {
  yield exportHead(exportedAt)
  let divider = ''
  for await (const record of records) {
    yield divider + JSON.stringify(record)
    divider = recordDivider
  }
  yield exportTail
}
